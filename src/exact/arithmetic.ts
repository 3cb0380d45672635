import type { Comparison } from './interval.js';
import type { Rational } from './rational.js';

/**
 * One kind of numbers and what an update does with them, so that an algorithm is written once and runs on exact reals
 * (`RealArithmetic`) and on pairs of doubles (`DoubleArithmetic`). Every operation is rigorous: its result is the number,
 * or encloses it.
 */
export interface Arithmetic<N> {
  readonly zero: N;
  readonly one: N;
  /** The rational x. */
  of(x: Rational): N;
  add(x: N, y: N): N;
  sub(x: N, y: N): N;
  mul(x: N, y: N): N;
  /** Throws where y is, or might be, 0. */
  div(x: N, y: N): N;
  /** √x of x ≥ 0. */
  sqrt(x: N): N;
  /** e^x. */
  exp(x: N): N;
  /** x/(x + rest) for x, rest ≥ 0, not both 0. */
  share(x: N, rest: N): N;
  min(x: N, y: N): N;
  max(x: N, y: N): N;
  sum(terms: readonly N[]): N;
  /** Σ_a x_a·y_a. */
  inner(x: readonly N[], y: readonly N[]): N;
  /** The order of the numbers; 'uncertain' where enclosures overlap. One and the same object equals itself. */
  compare(x: N, y: N): Comparison;
  /** Is x known to be 0? */
  isZero(x: N): boolean;
  /** A text that only numbers known to be equal (or known to lie in the same enclosure) share. */
  key(x: N): string;
}

/** A comparison on which a result depends, and which the enclosures at hand leave open. */
export class UncertainError extends Error {
  override readonly name = 'UncertainError';
}

/** −1, 0 or 1 as x <, =, > y. Throws UncertainError where that is not certain. */
export function certainOrder<N>(numbers: Arithmetic<N>, x: N, y: N): -1 | 0 | 1 {
  const order = numbers.compare(x, y);
  if (order === 'uncertain') throw new UncertainError('two enclosed numbers are too close to tell which is greater');
  return order === 'less' ? -1 : order === 'equal' ? 0 : 1;
}
