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

/** The last result of each mutant. */
export function readResults(file: string): Map<string, Result> {
  return new Map(readLines<Result>(file).map((result) => [result.key, result]));
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
