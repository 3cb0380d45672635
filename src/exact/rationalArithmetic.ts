import type { Arithmetic } from './arithmetic.js';
import { ExactError } from './exactError.js';
import type { Comparison } from './interval.js';
import { Rational } from './rational.js';

const ORDER = ['less', 'equal', 'greater'] as const;

/** Arithmetic on rationals alone: sqrt, and exp of any number but 0, throw ExactError. */
export const RATIONALS: Arithmetic<Rational> = {
  zero: Rational.ZERO,
  one: Rational.ONE,
  of: (x) => x,
  add: (x, y) => x.add(y),
  sub: (x, y) => x.sub(y),
  mul: (x, y) => x.mul(y),
  div: (x, y) => x.div(y),
  sqrt: (x) => {
    throw new ExactError(`√${x} is not computed on rationals`);
  },
  exp: (x) => {
    if (x.isZero()) return Rational.ONE;
    throw new ExactError(`e^${x} is irrational`);
  },
  share: (x, rest) => x.div(x.add(rest)),
  min: (x, y) => Rational.min(x, y),
  max: (x, y) => Rational.max(x, y),
  sum: (terms) => Rational.sum(terms),
  inner: (x, y) => x.reduce((total, value, a) => total.add(value.mul(y[a])), Rational.ZERO),
  compare: (x, y): Comparison => ORDER[x.compare(y) + 1],
  isZero: (x) => x.isZero(),
  key: (x) => x.toString(),
};
