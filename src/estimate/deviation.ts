import type { Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { EstimateError } from './estimateError.js';
import type { Deviation } from './estimator.js';

/** Σ x and Σ x² of some numbers: all that their mean and standard deviation depend on. */
export interface PowerSums<N> {
  readonly first: N;
  readonly second: N;
}

/** The power sums of two lists of numbers together. */
export function together<N>(numbers: Arithmetic<N>, a: PowerSums<N>, b: PowerSums<N>): PowerSums<N> {
  return { first: numbers.add(a.first, b.first), second: numbers.add(a.second, b.second) };
}

/** The power sums of a list. */
export function powerSums<N>(numbers: Arithmetic<N>, list: readonly N[]): PowerSums<N> {
  return { first: numbers.sum(list), second: numbers.inner(list, list) };
}

/** Σ(x − mean)²/n or /(n − 1) of `count` numbers with these power sums. Throws EstimateError for n − 1 = 0. */
export function variance<N>(
  numbers: Arithmetic<N>,
  { first, second }: PowerSums<N>,
  count: number,
  { divisor }: Deviation,
): N {
  if (divisor === 'n-1' && count === 1) {
    throw new EstimateError(
      'the standard deviation of a single sample with divisor n − 1 is not defined; take divisor "n" or larger groups',
    );
  }
  const of = (n: number): N => numbers.of(Rational.of(n));
  const squares = numbers.sub(second, numbers.div(numbers.mul(first, first), of(count)));
  return numbers.div(squares, of(divisor === 'n' ? count : count - 1));
}

/**
 * x/(√variance + δ), and where √variance + δ = 0 what the deviation says. Throws EstimateError for a negative
 * stabiliser.
 */
export function overDeviation<N>(numbers: Arithmetic<N>, x: N, variance: N, { stabiliser, whenZero }: Deviation): N {
  if (stabiliser.sign() < 0) throw new EstimateError(`the stabiliser of a deviation is at least 0, not ${stabiliser}`);
  if (numbers.isZero(variance) && stabiliser.isZero()) return whenZero === 'zero' ? numbers.zero : x;
  return numbers.div(x, numbers.add(numbers.sqrt(variance), numbers.of(stabiliser)));
}
