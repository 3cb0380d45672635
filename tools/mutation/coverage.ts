import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SLOW } from '../../vitest.config.js';
import { projectFiles, ROOT } from '../sourceTree.js';
import { withHits } from './hits.js';
import { addLine, readLines } from './lines.js';
import type { Mutant } from './mutants.js';
import { share, Slot } from './slots.js';
import type { Tree } from './tree.js';

/** What one test file runs of the sampled places. */
export interface Coverage {
  readonly file: string;
  /** Of the test file's text and the sample: an entry counts while both are the same. */
  readonly hash: string;
  /** Do all of its tests pass? */
  readonly whole: boolean;
  /** Seconds of processor time of the tests that pass, by full name. */
  readonly tests: Readonly<Record<string, number>>;
  /** Names of the tests that run the place, by the mutant's key; '' for what loading the file does. */
  readonly hits: Readonly<Record<string, readonly string[]>>;
}

/** Tests of other things than the sampled folders: networks, proofs, benchmarks, the files of the project. */
const ELSEWHERE = /^test\/(neural|bridge|bench|proofs|package|decide)\//;

const slow = SLOW.map(
  (glob) =>
    new RegExp(
      `^${glob
        .replace(/\{(.*?)\}/g, (_, list: string) => `(${list.replaceAll(',', '|')})`)
        .replace(/\./g, '\\.')
        .replace(/\*/g, '[^/]*')}$`,
    ),
);

/** Runs the whole program again and again: as slow as what `SLOW` names. */
const OF_PROGRAM = /^test\/cli\//;

/** The test files that may notice: without the slow ones, or those alone. */
export function testFiles(which: 'fast' | 'slow'): string[] {
  const all = [...projectFiles('test'), ...projectFiles('properties')].filter((file) => file.endsWith('.test.ts'));
  const isSlow = (file: string): boolean => OF_PROGRAM.test(file) || slow.some((pattern) => pattern.test(file));
  return all.filter((file) => !ELSEWHERE.test(file) && isSlow(file) === (which === 'slow'));
}

/**
 * Runs each of the test files once, in trees that note which sampled places run, and keeps what it saw in the file
 * `store`; what is there already is not run again.
 */
export async function cover(
  files: readonly string[],
  mutants: readonly Mutant[],
  trees: readonly Tree[],
  store: string,
): Promise<Coverage[]> {
  const keys = mutants
    .map(({ key }) => key)
    .sort()
    .join();
  const hashOf = (file: string): string =>
    createHash('sha256')
      .update(keys)
      .update(readFileSync(join(ROOT, file)))
      .digest('hex')
      .slice(0, 16);
  const known = new Map(readLines<Coverage>(store).map((entry) => [`${entry.file} ${entry.hash}`, entry]));
  const missing = files.filter((file) => !known.has(`${file} ${hashOf(file)}`));
  if (missing.length > 0) {
    for (const tree of trees) instrument(tree, mutants);
    const slots = trees.map(({ folder }) => new Slot(folder, { MUTATION_HITS: logOf(folder) }));
    await share(slots, missing, async (file, slot) => {
      const entry = await coverOne(file, hashOf(file), slot);
      known.set(`${file} ${entry.hash}`, entry);
      addLine(store, entry);
      console.log(
        `covered ${file}: ${Object.keys(entry.tests).length} tests, ${Object.keys(entry.hits).length} places`,
      );
    });
  }
  return files.flatMap((file) => known.get(`${file} ${hashOf(file)}`) ?? []);
}

/** For a file of tests that is to be tried on each of the mutants. */
export function coveringAll(file: string, mutants: readonly Mutant[]): Coverage {
  const hits = Object.fromEntries(mutants.map(({ key }) => [key, ['']]));
  return { file, hash: '', whole: true, tests: { '': 1 }, hits };
}

function logOf(folder: string): string {
  return `${folder}.hits`;
}

function instrument(tree: Tree, mutants: readonly Mutant[]): void {
  for (const file of new Set(mutants.map((mutant) => mutant.file))) {
    const spots = mutants.filter((mutant) => mutant.file === file);
    tree.write(file, withHits(file, tree.read(file), spots, logOf(tree.folder)));
  }
}

async function coverOne(file: string, hash: string, slot: Slot): Promise<Coverage> {
  const log = logOf(slot.folder);
  rmSync(log, { force: true });
  const answer = await slot.ask({ tests: [{ file }], bail: false, cpuLimit: 900 });
  const passed = new Set(answer?.passed);
  if (answer?.failed !== undefined)
    console.log(`fails without a mutant: ${answer.failed.test}: ${answer.failed.message.slice(0, 200)}`);
  const tests: Record<string, number> = {};
  const hits: Record<string, string[]> = {};
  for (const [test, said] of readLines<[string, string | number]>(log)) {
    if (test !== '' && !passed.has(test)) continue;
    // A property says so once for each of its runs.
    if (typeof said === 'number') tests[test] = (tests[test] ?? 0) + Math.round(said) / 1000;
    else (hits[said] ??= []).push(test);
  }
  return { file, hash, whole: answer !== undefined && answer.failed === undefined, tests, hits };
}
