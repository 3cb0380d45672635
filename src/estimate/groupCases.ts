import type { Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { centred, centredSums, type GroupBaseline } from './centred.js';
import { overDeviation, type PowerSums, together, variance } from './deviation.js';
import { EstimateError } from './estimateError.js';
import type { Normalisation, Size } from './estimator.js';
import type { ClassLaw } from './returnClasses.js';

/** The most cases that one exact expectation over groups and batches goes through. */
export const GROUP_LIMIT = 20_000;

/**
 * Finite groups: G paths of one context, and with a batch deviation B groups in all. Numbers of some arithmetic are the
 * returns (less V(s0), where that is the baseline) per context.
 */
export interface Groups<N> {
  readonly returns: readonly (readonly N[])[];
  readonly baseline: GroupBaseline;
  readonly groupSize: number;
  readonly normalisation: Normalisation;
}

/** What a sample's estimate can be, and with which probability: a sum of monomials in the class probabilities. */
export interface Case<N> {
  readonly estimate: N;
  readonly weight: readonly Monomial[];
}

/** coefficient·Π P(s0)·Π P(R|s0)^count, over the other samples of the group and batch. */
interface Monomial {
  readonly coefficient: Rational;
  readonly factors: readonly Factor[];
}

/** A power of P(return | context), or of P(context) where `position` is −1. */
interface Factor {
  readonly context: number;
  readonly position: number;
  readonly count: number;
}

/** Samples that turn out in one way: their power sums, and the monomial of its probability. */
interface Lot<N> extends Monomial {
  readonly sums: PowerSums<N>;
}

/**
 * All cases of a sample with return `position` in context `context`: multisets of returns for the other members of its
 * group, and of such groups for the rest of the batch. They depend on the game alone, not on the policy. Throws
 * EstimateError for a size that is no positive integer, for an estimate that is not defined (leave-one-out, or a
 * deviation with n − 1, of one sample), and beyond `limit` cases.
 */
export function groupCases<N>(numbers: Arithmetic<N>, groups: Groups<N>, limit: number): Case<N>[][][] {
  const { returns, baseline, groupSize: size, normalisation } = groups;
  checkSize('a group', size);
  const lotOf = (context: number, position: number): Lot<N> => {
    const x = returns[context][position];
    return { ...single({ context, position, count: 1 }), sums: { first: x, second: numbers.mul(x, x) } };
  };
  const drawn = returns.map((own, c) => own.map((_, position) => lotOf(c, position)));
  const others = drawn.map((own) => multisets(numbers, own, size - 1, limit));
  const rest = restOfBatch(numbers, groups, drawn, limit);
  return drawn.map((own, c) =>
    own.map((sample) => {
      if (others[c].length * rest.length > limit) throw tooMany(others[c].length, rest.length, limit);
      const cases = others[c].flatMap((mates): Case<N>[] => {
        const group = together(numbers, mates.sums, sample.sums);
        const difference = centred(numbers, baseline, sample.sums.first, group, size);
        const own = centredSums(numbers, baseline, group, size);
        return rest.map((batch) => ({
          estimate: normalised(numbers, normalisation, difference, group, size, together(numbers, own, batch.sums)),
          weight: [product(mates, batch)],
        }));
      });
      return merged(numbers, cases);
    }),
  );
}

function normalised<N>(
  numbers: Arithmetic<N>,
  normalisation: Normalisation,
  difference: N,
  group: PowerSums<N>,
  size: number,
  batch: PowerSums<N>,
): N {
  switch (normalisation.kind) {
    case 'none':
      return difference;
    case 'group-deviation': {
      const { deviation } = normalisation;
      return overDeviation(numbers, difference, variance(numbers, group, size, deviation), deviation);
    }
    case 'batch-deviation': {
      const { deviation, batchContexts } = normalisation;
      const count = size * Number(batchContexts);
      const mean = numbers.div(batch.first, numbers.of(Rational.of(count)));
      return overDeviation(
        numbers,
        numbers.sub(difference, mean),
        variance(numbers, batch, count, deviation),
        deviation,
      );
    }
  }
}

/** The other groups of the batch, by the power sums of their Â. */
function restOfBatch<N>(
  numbers: Arithmetic<N>,
  { baseline, groupSize, normalisation }: Groups<N>,
  drawn: readonly (readonly Lot<N>[])[],
  limit: number,
): readonly Lot<N>[] {
  const none: Lot<N> = { coefficient: Rational.ONE, factors: [], sums: { first: numbers.zero, second: numbers.zero } };
  if (normalisation.kind !== 'batch-deviation') return [none];
  checkSize('a batch', normalisation.batchContexts);
  const count = Number(normalisation.batchContexts) - 1;
  if (count === 0) return [none];
  const groups = drawn.flatMap((own, context) =>
    multisets(numbers, own, groupSize, limit).map((lot): Lot<N> => ({
      ...product(lot, single({ context, position: -1, count: 1 })),
      sums: centredSums(numbers, baseline, lot.sums, groupSize),
    })),
  );
  return multisets(numbers, groups, count, limit);
}

/** All multisets of `count` of the lots, each with its multinomial coefficient. */
function multisets<N>(numbers: Arithmetic<N>, lots: readonly Lot<N>[], count: number, limit: number): Lot<N>[] {
  const cases = binomial(lots.length + count - 1, count);
  if (cases > limit) throw tooMany(cases, 1, limit);
  const result: Lot<N>[] = [];
  const extend = (from: number, left: number, lot: Lot<N>): void => {
    if (left === 0) {
      result.push(lot);
      return;
    }
    if (from === lots.length) return;
    let chosen = lot;
    let ways = 1;
    extend(from + 1, left, chosen);
    for (let n = 1; n <= left; n++) {
      ways = (ways * (left - n + 1)) / n; // how many of the places still free these n take
      chosen = { ...product(chosen, lots[from]), sums: together(numbers, chosen.sums, lots[from].sums) };
      const coefficient = chosen.coefficient.mul(Rational.of(ways));
      extend(from + 1, left - n, { ...chosen, coefficient });
    }
  };
  extend(0, count, { coefficient: Rational.ONE, factors: [], sums: { first: numbers.zero, second: numbers.zero } });
  return result;
}

function single(factor: Factor): Monomial {
  return { coefficient: Rational.ONE, factors: [factor] };
}

function product(a: Monomial, b: Monomial): Monomial {
  const factors = a.factors.slice();
  for (const factor of b.factors) {
    const at = factors.findIndex(({ context, position }) => context === factor.context && position === factor.position);
    if (at < 0) factors.push(factor);
    else factors[at] = { ...factor, count: factors[at].count + factor.count };
  }
  return { coefficient: a.coefficient.mul(b.coefficient), factors };
}

/** Cases with estimates that are known to be equal as one. */
function merged<N>(numbers: Arithmetic<N>, cases: readonly Case<N>[]): Case<N>[] {
  const byKey = new Map<string, { estimate: N; weight: Monomial[] }>();
  for (const { estimate, weight } of cases) {
    const key = numbers.key(estimate);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, { estimate, weight: weight.slice() });
    else same.weight.push(...weight);
  }
  return [...byKey.values()];
}

/** The probability of each case under a law of the classes. */
export function caseProbability<N>(numbers: Arithmetic<N>, { weight }: Case<unknown>, law: ClassLaw<N>): N {
  return numbers.sum(
    weight.map(({ coefficient, factors }) => {
      let mass = numbers.of(coefficient);
      for (const { context, position, count } of factors) {
        const p = position < 0 ? law.context[context] : law.returns[context][position];
        for (let n = 0; n < count; n++) mass = numbers.mul(mass, p);
      }
      return mass;
    }),
  );
}

/** Throws EstimateError unless the size is a positive integer. */
export function checkSize(what: string, size: Size): void {
  if (size !== 'limit' && Number.isSafeInteger(size) && size >= 1) return;
  if (size === 'limit') {
    throw new EstimateError(
      'a finite batch of infinite groups is not defined; take batchContexts "limit" or a finite groupSize',
    );
  }
  throw new EstimateError(`the size of ${what} is a positive integer or "limit", not ${size}`);
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}

function tooMany(a: number, b: number, limit: number): EstimateError {
  return new EstimateError(
    `the exact expectation needs ${a} × ${b} combinations of samples, more than ${limit}; take smaller groups or batches, or sampledAlignment for an estimate`,
  );
}
