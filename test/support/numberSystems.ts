import { Decimal } from 'decimal.js';
import { Interval } from '../../src/exact/interval.js';
import type { Rational } from '../../src/exact/rational.js';
import type { System } from './expression.js';

/** Thrown where an expression has no value: a zero divisor, ln of what is not positive, exp out of range. */
export class NoValue extends Error {}

export const rationals: System<Rational> = {
  of: (x) => x,
  exp: () => {
    throw new NoValue();
  },
  ln: () => {
    throw new NoValue();
  },
  add: (x, y) => x.add(y),
  sub: (x, y) => x.sub(y),
  mul: (x, y) => x.mul(y),
  div: (x, y) => x.div(y),
};

export function intervals(precision: number): System<Interval> {
  return {
    of: (x) => Interval.of(x, precision),
    exp: (x) => x.exp(),
    ln: (x) => x.ln(),
    add: (x, y) => x.add(y),
    sub: (x, y) => x.sub(y),
    mul: (x, y) => x.mul(y),
    div: (x, y) => x.div(y),
  };
}

/** Plain decimals, rounded to nearest: not rigorous, but far more digits than what is tested against it. */
export function decimals(precision: number): System<Decimal> {
  const D = Decimal.clone({ defaults: true, precision });
  const finite = (x: Decimal): Decimal => {
    if (!x.isFinite() || x.abs().gt(1e6)) throw new NoValue();
    return x;
  };
  return {
    of: (x) => D.div(x.numerator.toString(), x.denominator.toString()),
    exp: (x) => finite(D.exp(x)),
    ln: (x) => finite(D.ln(x)),
    add: (x, y) => D.add(x, y),
    sub: (x, y) => D.sub(x, y),
    mul: (x, y) => finite(D.mul(x, y)),
    div: (x, y) => finite(D.div(x, y)),
  };
}

export interface Ends {
  readonly lo: Decimal;
  readonly hi: Decimal;
}

/**
 * A deliberately wrong interval arithmetic for positive numbers and monotone operations: lo is rounded up and
 * hi down, so that it claims more digits than it has.
 */
export function inward(precision: number): System<Ends> {
  const Up = Decimal.clone({ defaults: true, precision, rounding: Decimal.ROUND_CEIL });
  const Down = Decimal.clone({ defaults: true, precision, rounding: Decimal.ROUND_FLOOR });
  return {
    of: (x) => ({
      lo: Up.div(x.numerator.toString(), x.denominator.toString()),
      hi: Down.div(x.numerator.toString(), x.denominator.toString()),
    }),
    exp: (x) => ({ lo: Up.exp(x.lo), hi: Down.exp(x.hi) }),
    ln: (x) => ({ lo: Up.ln(x.lo), hi: Down.ln(x.hi) }),
    add: (x, y) => ({ lo: Up.add(x.lo, y.lo), hi: Down.add(x.hi, y.hi) }),
    sub: (x, y) => ({ lo: Up.sub(x.lo, y.hi), hi: Down.sub(x.hi, y.lo) }),
    mul: (x, y) => ({ lo: Up.mul(x.lo, y.lo), hi: Down.mul(x.hi, y.hi) }),
    div: (x, y) => ({ lo: Up.div(x.lo, y.hi), hi: Down.div(x.hi, y.lo) }),
  };
}
