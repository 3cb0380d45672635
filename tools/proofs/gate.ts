import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProofRecord, proofFileHashes } from '../../src/claims/proofRecord.js';
import { assumptionProblems, assumptionsByName, assumptionsScript } from './assumptions.js';
import { summaryProblems } from './checker.js';
import { coq, coqVersion } from './coq.js';
import { isMutant, libraryOf, listedFiles, listProblems, proofFiles, PROOFS, requiredFiles } from './files.js';
import { instanceProblems } from './instances.js';
import { mutantProblems, mutantSetProblems } from './mutants.js';
import { plantedProblems } from './planted.js';
import { recordOf, sameRecord } from './record.js';
import { Slots } from './slots.js';
import { STATEMENTS_FILE, statementScripts, statementsByName, statementsPage } from './statements.js';
import { type Entry, proofTable } from './table.js';
import { forbiddenWords } from './words.js';

/** What the gate found: the record of what is proved, or what is wrong. */
export interface GateResult {
  readonly problems: readonly string[];
  /** Checks that passed, for the closing count. */
  readonly passed: number;
  readonly record?: ProofRecord;
  /** The page of statements as this run prints it. */
  readonly statements?: string;
}

/**
 * The gate that a proof must pass before `verify` shows "proved": (a) every file is on the list and compiles,
 * (b) no forbidden word, (c) each named theorem rests on allowed axioms only, (d) the independent checker
 * `coqchk` accepts all, (e) every mutant is rejected, and so is a planted admitted proof. Works on a copy, so
 * that nothing half-built stays behind. Every theorem has an instance that uses it and a mutant, and what it states is as
 * the page of statements has it.
 */
export async function runGate(say: (line: string) => void): Promise<GateResult> {
  const version = coqVersion();
  if (version === undefined)
    return { problems: ['coqc is not installed (on Debian: apt-get install coq libcoq-mathcomp-algebra)'], passed: 0 };
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
  private page: string | undefined;
  private readonly started = Date.now();
  /** Two, so that the gate suits a machine of two cores. */
  private readonly slots = new Slots(2);

  constructor(
    private readonly folder: string,
    private readonly version: string,
    private readonly say: (line: string) => void,
  ) {}

  async run(): Promise<GateResult> {
    const hashes = proofFileHashes();
    const table = proofTable(PROOFS);
    const files = proofFiles();
    const listed = listedFiles(this.read('_CoqProject'));
    this.note(listProblems(listed, files));
    this.note(mutantSetProblems(table, files));
    this.note(
      instanceProblems(
        table,
        listed.map((file) => ({ file, text: this.read(file) })),
      ),
    );
    for (const file of files) {
      const found = forbiddenWords(this.read(file));
      this.note(found.map((word) => `${file} uses a forbidden word at line ${word}`));
    }
    if (this.problems.length === 0) await this.compile(listed);
    if (this.problems.length === 0) {
      const mutants = files.filter(isMutant);
      // Mathcomp's own files are taken as its package gives them: checking them again takes many minutes.
      const overMathcomp = listed.filter((file) => this.read(file).includes('From mathcomp'));
      const overReals = listed.filter((file) => !overMathcomp.includes(file));
      this.tell(`checking all of it again with coqchk, printing assumptions, rejecting ${mutants.length} mutants`);
      const jobs = [
        () => this.checker(overReals.map(libraryOf)),
        () => this.checker(overMathcomp.flatMap((file) => ['-norec', libraryOf(file)])),
        () => this.assumptions(table),
        () => this.statements(table),
        async () => this.note(await plantedProblems(this.folder)),
        ...mutants.map((file) => () => this.mutant(file)),
      ];
      await Promise.all(jobs.map((job) => this.slots.run(job)));
    }
    const record = recordOf(this.version, table, hashes);
    this.note(sameRecord(record, recordOf(this.version, table)) ? [] : ['proof files changed while the gate ran']);
    this.tell('done');
    const { problems, passed } = this;
    const { page: statements } = this;
    return problems.length > 0 || statements === undefined
      ? { problems, passed }
      : { problems, passed, record, statements };
  }

  /** (a) Each file as soon as those it requires are compiled; where one of them is not, it is not tried. */
  private async compile(listed: readonly string[]): Promise<void> {
    this.tell(`compiling ${listed.length} files`);
    const compiled = new Map<string, Promise<boolean>>();
    for (const file of listed) {
      const names = requiredFiles(this.read(file), [...compiled.keys()]);
      const required = [...compiled].filter(([other]) => names.includes(other)).map(([, done]) => done);
      const compileIt = async (): Promise<boolean> => {
        const { ok, output } = await coq('coqc', ['-q', file], this.folder);
        this.note(ok ? [] : [`${file} does not compile:\n${output.trim()}`]);
        return ok;
      };
      compiled.set(
        file,
        Promise.all(required).then((all) => (all.includes(false) ? false : this.slots.run(compileIt))),
      );
    }
    await Promise.all(compiled.values());
  }

  /** (c) */
  private async assumptions(table: readonly Entry[]): Promise<void> {
    writeFileSync(join(this.folder, 'Assumptions.v'), assumptionsScript(table));
    const { ok, output } = await coq('coqc', ['-q', 'Assumptions.v'], this.folder);
    const failed = ok
      ? []
      : [`a theorem or instance is not where the table says:\n${output.trim().split('\n').slice(-4).join('\n')}`];
    this.note([...failed, ...assumptionProblems(table, assumptionsByName(output))]);
  }

  /** What the theorems state, for the page. */
  private async statements(table: readonly Entry[]): Promise<void> {
    const outputs: string[] = [];
    for (const [n, script] of statementScripts(table).entries()) {
      writeFileSync(join(this.folder, `Statements${n}.v`), script);
      const { ok, output } = await coq('coqc', ['-q', `Statements${n}.v`], this.folder);
      if (!ok) this.note([`the statements cannot be printed:\n${output.trim().split('\n').slice(-4).join('\n')}`]);
      outputs.push(output);
    }
    this.page = statementsPage(table, statementsByName(outputs.join('\n')));
    this.note(
      this.page.includes('(not printed)') ? [`${STATEMENTS_FILE}: the prover did not print every statement`] : [],
    );
  }

  /** (d) */
  private async checker(libraries: readonly string[]): Promise<void> {
    const { ok, output } = await coq('coqchk', ['-silent', '-o', ...libraries], this.folder);
    this.note(ok ? summaryProblems(output) : [`coqchk rejects the proofs:\n${output.trim()}`]);
  }

  /** (e) */
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
