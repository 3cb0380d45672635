import type { Arithmetic } from './arithmetic.js';
import { ExactError } from './exactError.js';
import { type Comparison, Interval } from './interval.js';
import { Rational } from './rational.js';
import { RootSum } from './rootSum.js';

/** A real number: known exactly, as a rational or as a sum of square roots, or enclosed. */
export type Real = Rational | RootSum | Interval;

/** Products of sums with more terms than this are enclosed: multiplied out they would only grow. */
const MOST_TERMS = 64;

/**
 * Arithmetic on reals that stays exact as long as it can: square roots of rationals make sums of roots, in which
 * equality is decided; an enclosure appears only where exp or ln made one, where one took part, or where a quotient or a
 * product of root sums would be too long. So equal values stay recognisably equal where nothing transcendental happened.
 */
export class RealArithmetic implements Arithmetic<Real> {
  readonly zero: Real = Rational.ZERO;
  readonly one: Real = Rational.ONE;

  /** `precision`: significant digits of the enclosures that it makes. */
  constructor(readonly precision: number) {}

  of(x: Rational): Real {
    return x;
  }

  /** `x` as an enclosure. */
  enclose(x: Real): Interval {
    if (x instanceof Rational) return Interval.of(x, this.precision);
    return x instanceof RootSum ? x.enclose(this.precision) : x;
  }

  add(x: Real, y: Real): Real {
    if (x instanceof Rational) {
      if (y instanceof Rational) return x.add(y);
      if (x.isZero()) return y;
    } else if (isExactly(y, Rational.ZERO)) return x;
    if (x instanceof Interval || y instanceof Interval) return this.enclose(x).add(this.enclose(y));
    return RootSum.sum([rootSum(x), rootSum(y)]).simplified();
  }

  sub(x: Real, y: Real): Real {
    return x === y ? Rational.ZERO : this.add(x, y.neg());
  }

  mul(x: Real, y: Real): Real {
    if (x instanceof Rational) {
      if (y instanceof Rational) return x.mul(y);
      if (x.isZero()) return x;
      if (x.equals(Rational.ONE)) return y;
      if (y instanceof RootSum) return y.scale(x);
    } else if (y instanceof Rational) return this.mul(y, x);
    else if (x instanceof RootSum && y instanceof RootSum && x.length * y.length <= MOST_TERMS) {
      return x.mul(y).simplified();
    }
    return this.enclose(x).mul(this.enclose(y));
  }

  /** Throws ExactError when y is, or might be, 0. */
  div(x: Real, y: Real): Real {
    if (y instanceof Rational && !(x instanceof Interval)) return this.mul(x, y.inverse());
    if (isExactly(y, Rational.ONE)) return x;
    const inverse = y instanceof RootSum && !(x instanceof Interval) ? y.inverse() : undefined;
    return inverse === undefined ? this.enclose(x).div(this.enclose(y)) : this.mul(x, inverse.simplified());
  }

  /** √x. Throws ExactError where x is, or might be, negative. */
  sqrt(x: Real): Real {
    if (x instanceof Rational) return RootSum.root(x).simplified();
    const [lo, hi] = this.enclose(x).bounds();
    if (lo.sign() < 0) throw new ExactError(`the square root of ${x.toString()}, which may be negative`);
    const end = (y: Rational, side: 0 | 1): Rational => RootSum.root(y).enclose(this.precision).bounds()[side];
    return Interval.between(end(lo, 0), end(hi, 1), this.precision);
  }

  /** e^x; exact at 0. Throws ExactError beyond 10⁶. */
  exp(x: Real): Real {
    return this.isZero(x) ? Rational.ONE : this.enclose(x).exp();
  }

  /** ln x; exact at 1. Throws ExactError unless x is certainly positive. */
  ln(x: Real): Real {
    return isExactly(x, Rational.ONE) ? Rational.ZERO : this.enclose(x).ln();
  }

  /** x/(x + rest) for x, rest ≥ 0, not both 0. */
  share(x: Real, rest: Real): Real {
    return x instanceof Rational && rest instanceof Rational
      ? x.div(x.add(rest))
      : this.enclose(x).shareWith(this.enclose(rest));
  }

  min(x: Real, y: Real): Real {
    return this.extreme(x, y, 'less', (a, b) => Rational.min(a, b));
  }

  max(x: Real, y: Real): Real {
    return this.extreme(x, y, 'greater', (a, b) => Rational.max(a, b));
  }

  private extreme(x: Real, y: Real, wanted: Comparison, of: (a: Rational, b: Rational) => Rational): Real {
    const order = this.compare(x, y);
    if (order !== 'uncertain') return order === wanted || order === 'equal' ? x : y;
    const [a, b] = [this.enclose(x).bounds(), this.enclose(y).bounds()];
    return Interval.between(of(a[0], b[0]), of(a[1], b[1]), this.precision);
  }

  sum(terms: readonly Real[]): Real {
    if (terms.some((term) => term instanceof RootSum) && !terms.some((term) => term instanceof Interval)) {
      return RootSum.sum((terms as readonly (Rational | RootSum)[]).map(rootSum)).simplified();
    }
    return terms.reduce<Real>((total, term) => this.add(total, term), Rational.ZERO);
  }

  /** Σ_a x_a·y_a. */
  inner(x: readonly Real[], y: readonly Real[]): Real {
    return this.sum(x.map((value, a) => this.mul(value, y[a])));
  }

  /** The order of x and y, 'uncertain' where their enclosures overlap. One and the same object equals itself. */
  compare(x: Real, y: Real): Comparison {
    if (x === y) return 'equal';
    if (x instanceof Rational && y instanceof Rational) return ORDER[x.compare(y) + 1];
    if (x instanceof Interval || y instanceof Interval) return this.enclose(x).compare(this.enclose(y));
    return ORDER[rootSum(x).compare(rootSum(y)) + 1];
  }

  isZero(x: Real): boolean {
    if (x instanceof Rational) return x.isZero();
    return x instanceof RootSum ? x.sign() === 0 : x.lo.isZero() && x.hi.isZero();
  }

  key(x: Real): string {
    return x.toString();
  }
}

const ORDER = ['less', 'equal', 'greater'] as const;

function rootSum(x: Rational | RootSum): RootSum {
  return x instanceof RootSum ? x : RootSum.of(x);
}

/** Two rationals with x between them, both x itself where it is rational. */
export function boundsOf(x: Real, precision = 50): readonly [lo: Rational, hi: Rational] {
  if (x instanceof Rational) return [x, x];
  return (x instanceof RootSum ? x.enclose(precision) : x).bounds();
}

/** Is x known to be the rational `value`? False for an enclosure, even a narrow one. */
export function isExactly(x: Real, value: Rational): boolean {
  if (x instanceof Rational) return x.equals(value);
  return x instanceof RootSum && x.isRational(value);
}
