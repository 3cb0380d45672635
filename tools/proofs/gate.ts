import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProofRecord } from '../../src/claims/proofRecord.js';
import { assumptionProblems, assumptionsByName, assumptionsScript } from './assumptions.js';
import { summaryProblems } from './checker.js';
import { coq, coqVersion } from './coq.js';
import { isMutant, libraryOf, listedFiles, listProblems, proofFiles, PROOFS } from './files.js';
import { inParallel } from './inParallel.js';
import { mutantProblems, mutantSetProblems } from './mutants.js';
import { plantedProblems } from './planted.js';
import { recordOf } from './record.js';
import { type Entry, proofTable } from './table.js';
import { forbiddenWords } from './words.js';

/** What the gate found: the record of what is proved, or what is wrong. */
export interface GateResult {
  readonly problems: readonly string[];
  /** Checks that passed, for the closing count. */
  readonly passed: number;
  readonly record?: ProofRecord;
}

/**
 * The gate that a proof must pass before `verify` shows "proved": (a) every file is on the list and compiles,
 * (b) no forbidden word, (c) each named theorem rests on allowed axioms only, (d) the independent checker
 * `coqchk` accepts all, (e) every mutant is rejected, and so is a planted admitted proof. Works on a copy, so
 * that nothing half-built stays behind.
 */
export async function runGate(say: (line: string) => void): Promise<GateResult> {
  const version = coqVersion();
  if (version === undefined) return { problems: ['coqc is not installed (on Debian: apt-get install coq)'], passed: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'seeupo-proofs-'));
  try {
    cpSync(PROOFS, folder, { recursive: true, filter: (path) => !/\.(vo|vok|vos|glob|aux)$/.test(path) });
    return await new Gate(folder, version, say).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Gate {
  private readonly problems: string[] = [];
  private passed = 0;
  private readonly started = Date.now();

  constructor(
    private readonly folder: string,
    private readonly version: string,
    private readonly say: (line: string) => void,
  ) {}

  async run(): Promise<GateResult> {
    const table = proofTable(PROOFS);
    const files = proofFiles();
    const listed = listedFiles(this.read('_CoqProject'));
    this.note(listProblems(listed, files));
    this.note(mutantSetProblems(table, files));
    for (const file of files) {
      const found = forbiddenWords(this.read(file));
      this.note(found.map((word) => `${file} uses a forbidden word at line ${word}`));
    }
    if (this.problems.length === 0) await this.compile(listed);
    if (this.problems.length === 0) {
      const mutants = files.filter(isMutant);
      this.tell(`checking all of it again with coqchk, printing assumptions, rejecting ${mutants.length} mutants`);
      const jobs = [
        () => this.checker(listed),
        () => this.assumptions(table),
        async () => this.note(await plantedProblems(this.folder)),
        ...mutants.map((file) => () => this.mutant(file)),
      ];
      await inParallel(jobs, 2);
    }
    this.tell('done');
    const { problems, passed } = this;
    return problems.length > 0 ? { problems, passed } : { problems, passed, record: recordOf(this.version, table) };
  }

  private async compile(listed: readonly string[]): Promise<void> {
    this.tell(`compiling ${listed.length} files`);
    for (const file of listed) {
      const { ok, output } = await coq('coqc', ['-q', file], this.folder);
      this.note(ok ? [] : [`${file} does not compile:\n${output.trim()}`]);
      if (!ok) return;
    }
  }

  private async assumptions(table: readonly Entry[]): Promise<void> {
    writeFileSync(join(this.folder, 'Assumptions.v'), assumptionsScript(table));
    const { ok, output } = await coq('coqc', ['-q', 'Assumptions.v'], this.folder);
    const failed = ok
      ? []
      : [`a theorem or instance is not where the table says:\n${output.trim().split('\n').slice(-4).join('\n')}`];
    this.note([...failed, ...assumptionProblems(table, assumptionsByName(output))]);
  }

  private async checker(listed: readonly string[]): Promise<void> {
    const { ok, output } = await coq('coqchk', ['-silent', '-o', ...listed.map(libraryOf)], this.folder);
    this.note(ok ? summaryProblems(output) : [`coqchk rejects the proofs:\n${output.trim()}`]);
  }

  private async mutant(file: string): Promise<void> {
    this.note(mutantProblems(file, this.read(file), await coq('coqc', ['-q', file], this.folder)));
  }

  private read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Books one check. */
  private note(problems: readonly string[]): void {
    if (problems.length === 0) this.passed += 1;
    this.problems.push(...problems);
  }

  private tell(line: string): void {
    this.say(`${Math.round((Date.now() - this.started) / 1000)} s: ${line}`);
  }
}
