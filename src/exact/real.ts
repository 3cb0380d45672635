import { type Comparison, Interval } from './interval.js';
import { Rational } from './rational.js';

/** A real number: exactly known, or enclosed. */
export type Real = Rational | Interval;

/**
 * Arithmetic on reals that stays exact as long as its operands are: an enclosure appears only where exp or ln
 * made one, or where one took part. So equal values stay recognisably equal where nothing transcendental happened.
 */
export class RealArithmetic {
  /** `precision`: significant digits of the enclosures that it makes. */
  constructor(readonly precision: number) {}

  /** `x` as an enclosure. */
  enclose(x: Real): Interval {
    return x instanceof Rational ? Interval.of(x, this.precision) : x;
  }

  add(x: Real, y: Real): Real {
    if (x instanceof Rational) {
      if (y instanceof Rational) return x.add(y);
      if (x.isZero()) return y;
    } else if (isExactly(y, Rational.ZERO)) return x;
    return this.enclose(x).add(this.enclose(y));
  }

  sub(x: Real, y: Real): Real {
    return x === y ? Rational.ZERO : this.add(x, y.neg());
  }

  mul(x: Real, y: Real): Real {
    if (x instanceof Rational && y instanceof Rational) return x.mul(y);
    if (isExactly(x, Rational.ZERO) || isExactly(y, Rational.ZERO)) return Rational.ZERO;
    if (isExactly(x, Rational.ONE)) return y;
    if (isExactly(y, Rational.ONE)) return x;
    return this.enclose(x).mul(this.enclose(y));
  }

  /** Throws ExactError when y is, or might be, 0. */
  div(x: Real, y: Real): Real {
    if (x instanceof Rational && y instanceof Rational) return x.div(y);
    return isExactly(y, Rational.ONE) ? x : this.enclose(x).div(this.enclose(y));
  }

  /** e^x; exact at 0. Throws ExactError beyond 10⁶. */
  exp(x: Real): Real {
    return isExactly(x, Rational.ZERO) ? Rational.ONE : this.enclose(x).exp();
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

  sum(terms: readonly Real[]): Real {
    return terms.reduce((total, term) => this.add(total, term), Rational.ZERO);
  }

  /** Σ_a x_a·y_a. */
  inner(x: readonly Real[], y: readonly Real[]): Real {
    return this.sum(x.map((value, a) => this.mul(value, y[a])));
  }

  /** The order of x and y, 'uncertain' where their enclosures overlap. One and the same object equals itself. */
  compare(x: Real, y: Real): Comparison {
    if (x === y) return 'equal';
    if (x instanceof Rational && y instanceof Rational) return ORDER[x.compare(y) + 1];
    return this.enclose(x).compare(this.enclose(y));
  }
}

const ORDER = ['less', 'equal', 'greater'] as const;

/** Is x known to be the rational `value`? False for an enclosure, even a narrow one. */
export function isExactly(x: Real, value: Rational): boolean {
  return x instanceof Rational && x.equals(value);
}
