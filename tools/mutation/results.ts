import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readLines } from './lines.js';
import type { Mutant } from './mutants.js';

/**
 * caught: a test fails. timeout: a test ran over four times as long as without the mutant. survived: the tests that run
 * the place pass. uncovered: no test runs it.
 */
export type Outcome = 'caught' | 'timeout' | 'survived' | 'uncovered';

/** What became of one mutant. */
export interface Result {
  readonly key: string;
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  /** The text and what took its place, both cut off after 60 characters. */
  readonly original: string;
  readonly replacement: string;
  readonly outcome: Outcome;
  /** Seconds of processor time. */
  readonly cpu?: number;
  /** The first test that failed. */
  readonly test?: string;
  /** How many files of tests were not tried, because the budget was spent or they are slow. */
  readonly untried?: number;
}

/** What is known of the mutants. */
export const RESULTS = fileURLToPath(new URL('results.jsonl', import.meta.url));

/** The last result of each mutant, by its key. */
export function readResults(): Map<string, Result> {
  return new Map(readLines<Result>(RESULTS).map((result) => [result.key, result]));
}

/** Leaves what is known of these mutants, in their order and with one line each, and forgets all else. */
export function tidyResults(mutants: readonly Mutant[]): void {
  const known = readResults();
  const lines = mutants.flatMap(({ key, line }) => {
    const result = known.get(key);
    return result === undefined ? [] : [`${JSON.stringify({ ...result, line })}\n`];
  });
  writeFileSync(`${RESULTS}.tmp`, lines.join(''));
  renameSync(`${RESULTS}.tmp`, RESULTS);
}

export function resultOf(
  { key, file, line, operator, original, replacement }: Mutant,
  found: Pick<Result, 'outcome' | 'cpu' | 'test' | 'untried'>,
): Result {
  const short = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 60);
  return { key, file, line, operator, original: short(original), replacement: short(replacement), ...found };
}

export function isCaught({ outcome }: Result): boolean {
  return outcome === 'caught' || outcome === 'timeout';
}
