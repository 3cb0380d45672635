import { Rational } from '../exact/rational.js';
import { EstimateError } from './estimateError.js';

/** Σ x and Σ x² of some numbers: all that their mean and standard deviation depend on. */
export interface PowerSums {
  readonly first: Rational;
  readonly second: Rational;
}

/** Power sums and their probability. */
export interface WeightedSums {
  readonly sums: PowerSums;
  readonly probability: Rational;
}

/** A distribution of power sums: each pair occurs once. */
export type SumsLaw = readonly WeightedSums[];

/** The most combinations that one exact expectation over groups and batches goes through. */
export const GROUP_LIMIT = 20_000;

/** The power sums of no number at all. */
export const NO_SAMPLES: SumsLaw = [
  { sums: { first: Rational.ZERO, second: Rational.ZERO }, probability: Rational.ONE },
];

/** The power sums of one number. */
export function sumsOf(x: Rational): PowerSums {
  return { first: x, second: x.mul(x) };
}

/** The power sums of two lists of numbers together. */
export function together(a: PowerSums, b: PowerSums): PowerSums {
  return { first: a.first.add(b.first), second: a.second.add(b.second) };
}

/** The law in which equal pairs are one. */
export function collected(entries: Iterable<WeightedSums>): SumsLaw {
  const law = new Map<string, WeightedSums>();
  for (const { sums, probability } of entries) {
    const key = `${sums.first} ${sums.second}`;
    law.set(key, { sums, probability: law.get(key)?.probability.add(probability) ?? probability });
  }
  return [...law.values()];
}

/** The law of `together(a, b)` for independent a and b. Throws EstimateError beyond `limit` combinations. */
export function independentSum(a: SumsLaw, b: SumsLaw, limit: number): SumsLaw {
  if (a.length * b.length > limit) {
    throw new EstimateError(
      `the exact expectation needs ${a.length} × ${b.length} combinations of samples, more than ${limit}; take smaller groups or batches, or sampledAlignment for an estimate`,
    );
  }
  return collected(
    a.flatMap((x) => b.map((y) => ({ sums: together(x.sums, y.sums), probability: x.probability.mul(y.probability) }))),
  );
}

/**
 * The law of the power sums of `count` independent copies. It stands for all tuples of that length: those with
 * the same sums are added up on the way, which leaves at most as many cases as there are multisets.
 */
export function repeated(law: SumsLaw, count: number, limit: number): SumsLaw {
  let result = NO_SAMPLES;
  for (let n = 0; n < count; n++) result = independentSum(result, law, limit);
  return result;
}
