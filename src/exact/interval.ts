import { Decimal } from 'decimal.js';
import { type Directed, directed, outward } from './directed.js';
import { ExactError } from './exactError.js';
import { expBound } from './exponential.js';
import { Rational } from './rational.js';

/** What two enclosures say about the numbers inside: an order, or nothing. 'equal' only when both are single points. */
export type Comparison = 'less' | 'equal' | 'greater' | 'uncertain';

/** Beyond ±this, exp leaves the range in which exponents are cheap; below, e^x is enclosed by [0, e^−10⁶]. */
const EXP_LIMIT = 1_000_000;

/**
 * A rigorous enclosure: a real number known to lie in [lo, hi]. Immutable. Every operation rounds lo towards
 * −∞ and hi towards +∞ at the larger precision (significant decimal digits) of its operands, so the result
 * encloses the exact result for all numbers in the operands. Exponents stay far from decimal.js's limits.
 */
export class Interval {
  private constructor(
    readonly lo: Decimal,
    readonly hi: Decimal,
    /** Working precision in significant digits. */
    readonly precision: number,
  ) {}

  /** The narrowest enclosure of `x` at `precision`; a single point when x has that many decimal digits. */
  static of(x: Rational, precision: number): Interval {
    return Interval.between(x, x, precision);
  }

  /** An enclosure of [lo, hi]. Throws ExactError when lo > hi. */
  static between(lo: Rational, hi: Rational, precision: number): Interval {
    if (lo.gt(hi)) throw new ExactError(`no number lies between ${lo} and ${hi}`);
    const { down, up } = directed(precision);
    return new Interval(quotient(down, lo), quotient(up, hi), precision);
  }

  add(other: Interval): Interval {
    const [{ down, up }, precision] = this.with(other);
    return new Interval(down.add(this.lo, other.lo), up.add(this.hi, other.hi), precision);
  }

  neg(): Interval {
    return new Interval(this.hi.neg(), this.lo.neg(), this.precision);
  }

  sub(other: Interval): Interval {
    return this.add(other.neg());
  }

  mul(other: Interval): Interval {
    const [{ down, up }, precision] = this.with(other);
    if (!other.lo.isNegative()) {
      // As a probability is: the signs of this tell which corners are the extremes.
      const lo = down.mul(this.lo, this.lo.isNegative() ? other.hi : other.lo);
      const hi = up.mul(this.hi, this.hi.isNegative() ? other.lo : other.hi);
      return new Interval(lo, hi, precision);
    }
    if (!this.lo.isNegative()) return other.mul(this);
    return this.corners(
      other,
      precision,
      (x, y) => down.mul(x, y),
      (x, y) => up.mul(x, y),
    );
  }

  /** Throws ExactError when `other` contains 0. */
  div(other: Interval): Interval {
    if (other.containsZero()) throw new ExactError(`division by an enclosure that contains zero: ${other}`);
    const [{ down, up }, precision] = this.with(other);
    return this.corners(
      other,
      precision,
      (x, y) => down.div(x, y),
      (x, y) => up.div(x, y),
    );
  }

  /** e^x. Throws ExactError when hi > 10⁶. */
  exp(): Interval {
    if (this.hi.gt(EXP_LIMIT)) throw new ExactError(`exp of a number beyond ${EXP_LIMIT}; subtract the maximum first`);
    const { down, up } = directed(this.precision);
    const least = new down(-EXP_LIMIT);
    const lo = this.lo.lt(least) ? new down(0) : this.lo.isZero() ? new down(1) : expBound(down, this.lo);
    const hi = this.hi.isZero() ? new up(1) : expBound(up, Decimal.max(this.hi, least));
    return new Interval(lo, hi, this.precision);
  }

  /** The natural logarithm. Throws ExactError unless lo > 0. */
  ln(): Interval {
    if (this.lo.lte(0)) throw new ExactError(`ln of an enclosure that reaches zero: ${this}`);
    const { down, up } = directed(this.precision);
    const lo = this.lo.eq(1) ? new down(0) : outward(down, down.ln(this.lo));
    const hi = this.hi.eq(1) ? new up(0) : outward(up, up.ln(this.hi));
    return new Interval(lo, hi, this.precision);
  }

  /** max(x, 0). */
  positivePart(): Interval {
    return new Interval(Decimal.max(this.lo, 0), Decimal.max(this.hi, 0), this.precision);
  }

  /** min(x, 0). */
  negativePart(): Interval {
    return new Interval(Decimal.min(this.lo, 0), Decimal.min(this.hi, 0), this.precision);
  }

  /** x/(x + rest) for x, rest ≥ 0, not both 0: a share of a whole, in [0, 1]. Narrower than `div`, which forgets that x occurs twice. */
  shareWith(rest: Interval): Interval {
    if (this.lo.lt(0) || rest.lo.lt(0)) throw new ExactError('a share needs parts that are not negative');
    const [{ down, up }, precision] = this.with(rest);
    const lo = this.lo.isZero() ? new down(0) : down.div(this.lo, up.add(this.lo, rest.hi));
    const hi = rest.lo.isZero() ? new up(1) : up.div(this.hi, down.add(this.hi, rest.lo));
    return new Interval(lo, Decimal.min(hi, 1), precision);
  }

  compare(other: Interval): Comparison {
    if (this.hi.lt(other.lo)) return 'less';
    if (this.lo.gt(other.hi)) return 'greater';
    return this.lo.eq(other.hi) && this.hi.eq(other.lo) ? 'equal' : 'uncertain';
  }

  /** Could the number be 0? */
  containsZero(): boolean {
    return this.lo.lte(0) && this.hi.gte(0);
  }

  /** Is x in [lo, hi]? Decided exactly. */
  contains(x: Rational): boolean {
    return exactly(this.lo).le(x) && x.le(exactly(this.hi));
  }

  /** An upper bound of hi − lo. */
  width(): Decimal {
    return directed(this.precision).up.sub(this.hi, this.lo);
  }

  /** lo and hi as exact rationals. */
  bounds(): [lo: Rational, hi: Rational] {
    return [exactly(this.lo), exactly(this.hi)];
  }

  toString(): string {
    return `[${this.lo}, ${this.hi}]`;
  }

  private with(other: Interval): [Directed, number] {
    const precision = Math.max(this.precision, other.precision);
    return [directed(precision), precision];
  }

  /** The extremes of an operation that is monotone in each operand lie at its four corners. */
  private corners(
    other: Interval,
    precision: number,
    down: (x: Decimal, y: Decimal) => Decimal,
    up: (x: Decimal, y: Decimal) => Decimal,
  ): Interval {
    const at = (f: (x: Decimal, y: Decimal) => Decimal): Decimal[] => [
      f(this.lo, other.lo),
      f(this.lo, other.hi),
      f(this.hi, other.lo),
      f(this.hi, other.hi),
    ];
    return new Interval(Decimal.min(...at(down)), Decimal.max(...at(up)), precision);
  }
}

/** p/q in one correctly rounded division. */
function quotient(Rounded: typeof Decimal, x: Rational): Decimal {
  return Number.isNaN(x.num)
    ? Rounded.div(x.numerator.toString(), x.denominator.toString())
    : Rounded.div(x.num, x.den);
}

function exactly(x: Decimal): Rational {
  return Rational.parse(x.toFixed());
}
