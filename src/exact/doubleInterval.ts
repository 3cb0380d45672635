import { type Arithmetic, UncertainError } from './arithmetic.js';
import type { Comparison } from './interval.js';
import { Rational } from './rational.js';

/** A real number known to lie in [lo, hi], two doubles; NaN or infinite ends say nothing, and every comparison is then uncertain. */
export interface DoubleInterval {
  readonly lo: number;
  readonly hi: number;
}

/** 2⁻⁵²: a double's unit in the last place is at most this times its size. */
const ULP = 2 ** -52;
const LEAST = Number.MIN_VALUE;

/** A double that is certainly below every real that rounds to x. */
const below = (x: number): number => x - (Math.abs(x) * ULP + LEAST);
const above = (x: number): number => x + (Math.abs(x) * ULP + LEAST);

const ZERO: DoubleInterval = { lo: 0, hi: 0 };
const ONE: DoubleInterval = { lo: 1, hi: 1 };

/**
 * Rigorous arithmetic on pairs of doubles. IEEE 754's four operations and square root are rounded to nearest, so the
 * exact result of each lies within half a unit in the last place, and ends moved outward by at least one unit enclose
 * it. It decides what it can (`compare` is never wrong) at a fraction of the cost of exact numbers, and says 'uncertain'
 * to the rest, equality included unless both are the same point or object.
 */
export class DoubleArithmetic implements Arithmetic<DoubleInterval> {
  readonly zero = ZERO;
  readonly one = ONE;

  of(x: Rational): DoubleInterval {
    if (!Number.isNaN(x.num)) {
      if (x.den === 1) return x.num === 0 ? ZERO : { lo: x.num, hi: x.num };
      const quotient = x.num / x.den;
      return { lo: below(quotient), hi: above(quotient) };
    }
    // `toDouble` of long numbers is right up to a rounding or two in the last place.
    const near = x.toDouble();
    return { lo: below(below(near)), hi: above(above(near)) };
  }

  add(x: DoubleInterval, y: DoubleInterval): DoubleInterval {
    if (x.lo === 0 && x.hi === 0) return y;
    if (y.lo === 0 && y.hi === 0) return x;
    return { lo: below(x.lo + y.lo), hi: above(x.hi + y.hi) };
  }

  sub(x: DoubleInterval, y: DoubleInterval): DoubleInterval {
    if (y.lo === 0 && y.hi === 0) return x;
    return x === y ? ZERO : { lo: below(x.lo - y.hi), hi: above(x.hi - y.lo) };
  }

  mul(x: DoubleInterval, y: DoubleInterval): DoubleInterval {
    if (x.lo >= 0 && y.lo >= 0) {
      if (x.hi === 0 || y.hi === 0) return ZERO;
      if (x.lo === 1 && x.hi === 1) return y;
      if (y.lo === 1 && y.hi === 1) return x;
      return { lo: Math.max(0, below(x.lo * y.lo)), hi: above(x.hi * y.hi) };
    }
    if ((x.lo === 0 && x.hi === 0) || (y.lo === 0 && y.hi === 0)) return ZERO;
    const a = x.lo * y.lo;
    const b = x.lo * y.hi;
    const c = x.hi * y.lo;
    const d = x.hi * y.hi;
    return { lo: below(Math.min(a, b, c, d)), hi: above(Math.max(a, b, c, d)) };
  }

  /** Throws UncertainError when y contains 0. */
  div(x: DoubleInterval, y: DoubleInterval): DoubleInterval {
    if (!(y.lo > 0 || y.hi < 0)) throw new UncertainError('division by an enclosure that contains zero');
    if (x.lo === 0 && x.hi === 0) return ZERO;
    if (y.lo === 1 && y.hi === 1) return x;
    const a = x.lo / y.lo;
    const b = x.lo / y.hi;
    const c = x.hi / y.lo;
    const d = x.hi / y.hi;
    const lo = below(Math.min(a, b, c, d));
    return { lo: x.lo >= 0 && y.lo > 0 ? Math.max(0, lo) : lo, hi: above(Math.max(a, b, c, d)) };
  }

  /** Throws UncertainError where x may be negative. */
  sqrt(x: DoubleInterval): DoubleInterval {
    if (!(x.lo >= 0)) throw new UncertainError('the square root of an enclosure that reaches below zero');
    if (x.hi === 0) return ZERO;
    return { lo: Math.max(0, below(below(Math.sqrt(x.lo)))), hi: above(above(Math.sqrt(x.hi))) };
  }

  exp(x: DoubleInterval): DoubleInterval {
    if (x.lo === 0 && x.hi === 0) return ONE;
    return { lo: this.power(x.lo).lo, hi: this.power(x.hi).hi };
  }

  /** e^x of a double: x = k·ln 2 + r, Taylor's polynomial of e^r, and k doublings. */
  private power(x: number): DoubleInterval {
    if (!(x < 700)) return { lo: 0, hi: Infinity };
    if (x < -700) return { lo: 0, hi: above(2 ** -1009) };
    const k = Math.round(x / Math.LN2);
    const r = this.sub({ lo: x, hi: x }, this.mul({ lo: k, hi: k }, LN2));
    let sum: DoubleInterval = TAIL;
    for (let n = INVERSE_FACTORIALS.length - 1; n >= 0; n--) sum = this.add(this.mul(sum, r), INVERSE_FACTORIALS[n]);
    const scale = 2 ** k; // exact: |k| ≤ 1010
    return { lo: Math.max(0, below(sum.lo * scale)), hi: above(sum.hi * scale) };
  }

  share(x: DoubleInterval, rest: DoubleInterval): DoubleInterval {
    if (x.lo === 0 && x.hi === 0) return ZERO;
    if (rest.lo === 0 && rest.hi === 0) return ONE;
    const lo = x.lo === 0 ? 0 : Math.max(0, below(x.lo / above(x.lo + rest.hi)));
    const hi = Math.min(1, above(x.hi / below(x.hi + rest.lo)));
    return { lo, hi: Number.isNaN(hi) ? 1 : hi };
  }

  min(x: DoubleInterval, y: DoubleInterval): DoubleInterval {
    if (x.hi <= y.lo) return x;
    return y.hi <= x.lo ? y : { lo: Math.min(x.lo, y.lo), hi: Math.min(x.hi, y.hi) };
  }

  max(x: DoubleInterval, y: DoubleInterval): DoubleInterval {
    if (x.lo >= y.hi) return x;
    return y.lo >= x.hi ? y : { lo: Math.max(x.lo, y.lo), hi: Math.max(x.hi, y.hi) };
  }

  sum(terms: readonly DoubleInterval[]): DoubleInterval {
    let total = ZERO;
    for (const term of terms) total = this.add(total, term);
    return total;
  }

  inner(x: readonly DoubleInterval[], y: readonly DoubleInterval[]): DoubleInterval {
    let total = ZERO;
    for (let a = 0; a < x.length; a++) total = this.add(total, this.mul(x[a], y[a]));
    return total;
  }

  compare(x: DoubleInterval, y: DoubleInterval): Comparison {
    if (x === y) return 'equal';
    if (x.hi < y.lo) return 'less';
    if (x.lo > y.hi) return 'greater';
    return x.lo === x.hi && y.lo === y.hi && x.lo === y.lo ? 'equal' : 'uncertain';
  }

  isZero(x: DoubleInterval): boolean {
    return x.lo === 0 && x.hi === 0;
  }

  key({ lo, hi }: DoubleInterval): string {
    return `${lo} ${hi}`;
  }
}

/** ln 2 lies strictly between this double and the next one: Math.LN2 = 0.693147180559945286…, ln 2 = …309417…. */
const LN2: DoubleInterval = { lo: Math.LN2, hi: above(Math.LN2) };

const ONES = new DoubleArithmetic();

/** 1/n! for n = 0 … 14. */
const INVERSE_FACTORIALS: readonly DoubleInterval[] = Array.from({ length: 15 }, (_, n) => {
  let factorial = 1;
  for (let m = 2; m <= n; m++) factorial *= m;
  return ONES.of(Rational.of(1, factorial));
});

/** Σ_{n ≥ 15} r^(n−15)/n! for |r| ≤ 0.35: its first term is 1/15! < 7.65e-13, and the rest adds less than a fortieth of it. */
const TAIL: DoubleInterval = { lo: 0, hi: 8e-13 };
