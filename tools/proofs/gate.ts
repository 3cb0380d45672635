import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProofRecord } from '../../src/claims/proofRecord.js';
import { projectFiles } from '../sourceTree.js';
import { ALLOWED_AXIOMS, printedAxioms } from './axioms.js';
import { coq, coqVersion } from './coq.js';
import { type Entry, proofTable } from './table.js';
import { forbiddenWords } from './words.js';

/** The folder of the proofs. */
export const PROOFS = new URL('../../proofs/', import.meta.url);

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
 * `coqchk` accepts all, (e) every mutant is rejected. Works on a copy, so that nothing half-built stays behind.
 */
export function runGate(say: (line: string) => void): GateResult {
  const version = coqVersion();
  if (version === undefined) return { problems: ['coqc is not installed (on Debian: apt-get install coq)'], passed: 0 };
  const folder = mkdtempSync(join(tmpdir(), 'seeupo-proofs-'));
  try {
    cpSync(PROOFS, folder, { recursive: true, filter: (path) => !/\.(vo|vok|vos|glob|aux)$/.test(path) });
    return new Gate(folder, version, say).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class Gate {
  private readonly problems: string[] = [];
  private passed = 0;

  constructor(
    private readonly folder: string,
    private readonly version: string,
    private readonly say: (line: string) => void,
  ) {}

  run(): GateResult {
    const listed = this.list();
    const table = proofTable(PROOFS);
    this.words();
    if (this.problems.length === 0) this.compile(listed);
    if (this.problems.length > 0) return { problems: this.problems, passed: this.passed };
    const axioms = this.axioms(table);
    this.checker(listed);
    this.mutants(table);
    const { problems, passed } = this;
    return problems.length > 0 ? { problems, passed } : { problems, passed, record: this.record(table, axioms) };
  }

  /** (a) The files of _CoqProject, which must be all files but the mutants. */
  private list(): string[] {
    const listed = readFileSync(join(this.folder, '_CoqProject'), 'utf8').split('\n').filter((line) => line.endsWith('.v'));
    for (const file of proofFiles()) {
      if (!file.startsWith('mutants/')) this.expect(listed.includes(file), `${file} is not on the list in _CoqProject`);
    }
    return listed;
  }

  private compile(listed: readonly string[]): void {
    this.say(`compiling ${listed.length} files`);
    for (const file of listed) {
      const run = coq('coqc', [file], this.folder);
      if (!this.expect(run.ok, `${file} does not compile:\n${run.output.trim()}`)) return;
    }
  }

  /** (b) */
  private words(): void {
    for (const file of proofFiles()) {
      const found = forbiddenWords(readFileSync(new URL(file, PROOFS), 'utf8'));
      this.expect(found.length === 0, `${file} uses a forbidden word at line ${found.join(', ')}`);
    }
  }

  /** (c) The axioms of each theorem, as the prover prints them. */
  private axioms(table: readonly Entry[]): Map<string, string[]> {
    this.say(`printing the assumptions of ${table.length} theorems`);
    const result = new Map<string, string[]>();
    const script = table.map(({ library, theorem }) => `Require ${library}.\nPrint Assumptions ${library}.${theorem}.`);
    for (const [n, { theorem, axioms: stated }] of table.entries()) {
      writeFileSync(join(this.folder, 'Assumptions.v'), `${script[n]}\n`);
      const run = coq('coqc', ['Assumptions.v'], this.folder);
      const found = printedAxioms(run.output);
      const foreign = found.filter((axiom) => !ALLOWED_AXIOMS.includes(axiom));
      this.expect(run.ok, `${theorem} is not where the table says:\n${run.output.trim()}`);
      this.expect(foreign.length === 0, `${theorem} rests on ${foreign.join(', ')}`);
      this.expect(
        run.ok && found.join() === [...stated].sort().join(),
        `${theorem}: the table states the axioms [${stated.join(', ')}], the prover [${found.join(', ')}]`,
      );
      result.set(theorem, found);
    }
    return result;
  }

  /** (d) */
  private checker(listed: readonly string[]): void {
    this.say('checking all of it again with coqchk');
    const modules = listed.map((file) => `SeeUPO.${file.replace(/\.v$/, '').replaceAll('/', '.')}`);
    const run = coq('coqchk', ['-silent', ...modules], this.folder);
    this.expect(run.ok, `coqchk rejects the proofs:\n${run.output.trim()}`);
  }

  /** (e) Every mutant must fail, in its proof and not for lack of a library; every file in mutants/ belongs to an entry. */
  private mutants(table: readonly Entry[]): void {
    const files = proofFiles().filter((file) => file.startsWith('mutants/'));
    this.say(`rejecting ${files.length} mutants`);
    const named = new Set(table.flatMap((entry) => entry.mutants));
    for (const file of files) {
      this.expect(named.has(file), `${file} belongs to no theorem of the table`);
      const run = coq('coqc', [file], this.folder);
      this.expect(!run.ok, `${file} compiles, so the proof script would prove a false statement too`);
      const wrongReason = /Cannot find a physical path|Syntax error|was not found in the current environment|Unable to locate library/.test(run.output);
      this.expect(!wrongReason, `${file} fails for the wrong reason:\n${run.output.trim()}`);
    }
    for (const file of named) this.expect(files.includes(file), `the table names ${file}, which does not exist`);
  }

  private record(table: readonly Entry[], axioms: ReadonlyMap<string, string[]>): ProofRecord {
    return {
      version: 1,
      coq: this.version,
      files: Object.fromEntries(['_CoqProject', 'claims.json', ...proofFiles()].map((file) => [file, hashOf(file)])),
      theorems: table.map(({ claim, theorem, file }) => ({ claim, theorem, file, axioms: axioms.get(theorem) ?? [] })),
    };
  }

  private expect(condition: boolean, problem: string): boolean {
    if (condition) this.passed += 1;
    else this.problems.push(problem);
    return condition;
  }
}

/** Every Coq file, by its path within proofs/. */
export function proofFiles(): string[] {
  return projectFiles('proofs')
    .filter((file) => file.endsWith('.v'))
    .map((file) => file.slice('proofs/'.length));
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(new URL(file, PROOFS))).digest('hex');
}
