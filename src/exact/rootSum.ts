import type { Arithmetic } from './arithmetic.js';
import { ExactError } from './exactError.js';
import { gcdBig } from './integer.js';
import { Interval } from './interval.js';
import { Rational } from './rational.js';
import { exactRoot, floorRoot, withoutSmallSquares } from './squareRoot.js';

/** Binary digits after the point of the first enclosure by which `sign` tries to decide. */
const FIRST_BITS = 64;

const NO_ROOTS: ReadonlyMap<bigint, Rational> = new Map<bigint, Rational>();

/**
 * An exact real number Σ_i c_i·√n_i, with rational c_i ≠ 0 and distinct positive integers n_i. Immutable.
 * The rationals are those with no n_i other than 1.
 *
 * Roots of integers of which no two have a square as their product are linearly independent over the rationals
 * (Besicovitch 1940). So once terms whose product of radicands is a square are merged, the number is 0 exactly
 * when no term is left, and any other number is told from 0 by an enclosure that is narrow enough: `sign` always
 * ends, and with certainty. No integer is factored, and no sum is squared.
 */
export class RootSum {
  /** The rational part, and the other terms c_i·√n_i, n_i > 1, by n_i. */
  private constructor(
    private readonly rational: Rational,
    private readonly roots: ReadonlyMap<bigint, Rational>,
  ) {}

  static readonly ZERO = new RootSum(Rational.ZERO, NO_ROOTS);

  /** The rational `x`. */
  static of(x: Rational): RootSum {
    return x.isZero() ? RootSum.ZERO : new RootSum(x, NO_ROOTS);
  }

  /** c·√x, with c = 1 by default. Throws ExactError when x < 0. */
  static root(x: Rational, c: Rational = Rational.ONE): RootSum {
    if (x.sign() < 0) throw new ExactError(`the square root of the negative number ${x}`);
    if (x.isZero() || c.isZero()) return RootSum.ZERO;
    // √(p/q) = √(p·q)/q
    const { outside, inside } = withoutSmallSquares(x.numerator * x.denominator);
    const factor = c.mul(Rational.of(outside, x.denominator));
    return inside === 1n ? RootSum.of(factor) : new RootSum(Rational.ZERO, new Map([[inside, factor]]));
  }

  add(other: RootSum): RootSum {
    return RootSum.sum([this, other]);
  }

  sub(other: RootSum): RootSum {
    return this.add(other.neg());
  }

  neg(): RootSum {
    return this.scale(Rational.of(-1));
  }

  /** this·c. */
  scale(c: Rational): RootSum {
    if (c.isZero()) return RootSum.ZERO;
    const roots = this.roots.size === 0 ? NO_ROOTS : new Map(Array.from(this.roots, ([n, own]) => [n, own.mul(c)]));
    return new RootSum(this.rational.mul(c), roots);
  }

  /** The product, multiplied out. */
  mul(other: RootSum): RootSum {
    const products: RootSum[] = [];
    for (const [n, c] of this.terms()) {
      for (const [m, d] of other.terms()) products.push(RootSum.root(Rational.of(n * m), c.mul(d)));
    }
    return RootSum.sum(products);
  }

  /** Its only term c·√n, where it is that (n > 1). */
  private get onlyRoot(): readonly [n: bigint, c: Rational] | undefined {
    if (this.roots.size !== 1 || !this.rational.isZero()) return undefined;
    const [term] = this.roots;
    return term;
  }

  /** Is it this rational? */
  isRational(x: Rational): boolean {
    if (this.roots.size === 0) return this.rational.equals(x);
    if (this.onlyRoot === undefined) return this.equals(RootSum.of(x));
    // c·√n = x exactly when the signs agree and so do the squares.
    const [n, c] = this.onlyRoot;
    return c.sign() === x.sign() && c.mul(c).mul(Rational.of(n)).equals(x.mul(x));
  }

  /** 1/this of at most two terms, (a − b)/(a² − b²); undefined for longer sums. Throws ExactError for 0. */
  inverse(): RootSum | undefined {
    if (this.onlyRoot !== undefined) {
      const [n, c] = this.onlyRoot;
      return new RootSum(Rational.ZERO, new Map([[n, c.mul(Rational.of(n)).inverse()]]));
    }
    const terms = [...independent(this.terms())].map(([n, c]) => RootSum.root(Rational.of(n), c));
    if (terms.length > 2) return undefined;
    const [a = RootSum.ZERO, b = RootSum.ZERO] = terms;
    const conjugate = a.sub(b);
    const norm = this.mul(conjugate).asRational();
    return norm === undefined ? undefined : conjugate.scale(norm.inverse());
  }

  /** How many terms it is written with. */
  get length(): number {
    return this.roots.size + (this.rational.isZero() ? 0 : 1);
  }

  /** The same number, as a rational where no root is left in it. */
  simplified(): Rational | RootSum {
    return this.roots.size === 0 ? this.rational : this;
  }

  /** The sum of all `numbers`. */
  static sum(numbers: readonly RootSum[]): RootSum {
    let rational = Rational.ZERO;
    let roots: Map<bigint, Rational> | undefined;
    for (const number of numbers) {
      rational = rational.add(number.rational);
      if (number.roots.size === 0) continue;
      roots ??= new Map<bigint, Rational>();
      for (const [n, c] of number.roots) addTerm(roots, n, c);
    }
    return new RootSum(rational, roots ?? NO_ROOTS);
  }

  /** −1, 0 or 1, with certainty. */
  sign(): -1 | 0 | 1 {
    if (this.roots.size === 0) return this.rational.sign();
    if (this.onlyRoot !== undefined) return this.onlyRoot[1].sign();
    const terms = this.terms();
    const first = signWithin(terms, FIRST_BITS);
    if (first !== undefined) return first;
    const merged = independent(terms);
    if (merged.size === 0) return 0;
    for (let bits = FIRST_BITS; ; bits *= 2) {
      const sign = signWithin(merged, bits);
      if (sign !== undefined) return sign;
    }
  }

  /** −1, 0 or 1 as this <, =, > other. */
  compare(other: RootSum): -1 | 0 | 1 {
    if (this.roots.size === 0 && other.roots.size === 0) return this.rational.compare(other.rational);
    return this.sub(other).sign();
  }

  equals(other: RootSum): boolean {
    return this.compare(other) === 0;
  }

  /** The number as a rational, or undefined when it is irrational. */
  asRational(): Rational | undefined {
    if (this.roots.size === 0) return this.rational;
    const merged = independent(this.terms());
    if (merged.size === 0) return Rational.ZERO;
    return merged.size === 1 ? merged.get(1n) : undefined;
  }

  /** The number in another arithmetic. */
  in<N>(numbers: Arithmetic<N>): N {
    return numbers.sum(
      Array.from(this.terms(), ([n, c]) => numbers.mul(numbers.of(c), numbers.sqrt(numbers.of(Rational.of(n))))),
    );
  }

  /** A rigorous enclosure at `precision` significant decimal digits (fewer where terms cancel). */
  enclose(precision: number): Interval {
    const bits = Math.ceil(precision * 4);
    const [lo, hi] = bounds(this.terms(), bits);
    return Interval.between(lo, hi, precision);
  }

  /** A double near the number. For display and plots only: it never decides anything. */
  toDouble(): number {
    const [lo, hi] = bounds(this.terms(), FIRST_BITS);
    return lo.add(hi).mul(Rational.of(1, 2)).toDouble();
  }

  /** All terms by radicand, the rational part under 1. */
  private terms(): ReadonlyMap<bigint, Rational> {
    return this.rational.isZero() ? this.roots : new Map([[1n, this.rational], ...this.roots]);
  }

  /** E.g. "1/2 + 3/4·√6 − √10", the rational part first and radicands ascending. */
  toString(): string {
    const sorted = [...independent(this.terms())].sort(([n], [m]) => (n < m ? -1 : 1));
    if (sorted.length === 0) return '0';
    return sorted
      .map(([n, c], position) => {
        const sign = c.sign() < 0 ? (position === 0 ? '-' : ' − ') : position === 0 ? '' : ' + ';
        return `${sign}${termText(n, c.abs())}`;
      })
      .join('');
  }
}

function termText(n: bigint, c: Rational): string {
  if (n === 1n) return c.toString();
  return c.equals(Rational.ONE) ? `√${n}` : `${c}·√${n}`;
}

function addTerm(terms: Map<bigint, Rational>, n: bigint, c: Rational): void {
  const total = terms.get(n)?.add(c) ?? c;
  if (total.isZero()) terms.delete(n);
  else terms.set(n, total);
}

/** The same sum with terms merged where n·m is a square: √n = (√(nm)/m)·√m. */
function independent(terms: ReadonlyMap<bigint, Rational>): Map<bigint, Rational> {
  const merged = new Map<bigint, Rational>();
  const classes: bigint[] = [];
  for (const [n, c] of [...terms].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let factor = Rational.ONE;
    const of = classes.find((m) => {
      const root = exactRoot(n * m);
      if (root !== undefined) factor = Rational.of(root, m);
      return root !== undefined;
    });
    if (of === undefined) classes.push(n);
    addTerm(merged, of ?? n, c.mul(factor));
  }
  return merged;
}

/** The sign of the sum when its enclosure with `bits` binary digits after the point settles it. */
function signWithin(terms: ReadonlyMap<bigint, Rational>, bits: number): -1 | 0 | 1 | undefined {
  const [lo, hi] = bounds(terms, bits);
  if (lo.sign() > 0) return 1;
  if (hi.sign() < 0) return -1;
  return lo.isZero() && hi.isZero() ? 0 : undefined;
}

/** Rationals around the sum, from ⌊√(n·4^bits)⌋/2^bits ≤ √n and one unit more. */
function bounds(terms: ReadonlyMap<bigint, Rational>, bits: number): [lo: Rational, hi: Rational] {
  const shift = BigInt(bits);
  // Everything over the common denominator of the coefficients, so that only integers are added.
  let common = 1n;
  for (const c of terms.values()) common *= c.denominator / gcdBig(common, c.denominator);
  let lo = 0n;
  let hi = 0n;
  for (const [n, c] of terms) {
    const weight = c.numerator * (common / c.denominator);
    const scaled = n << (2n * shift);
    const below = floorRoot(scaled);
    const above = below * below === scaled ? below : below + 1n;
    lo += weight * (weight > 0n ? below : above);
    hi += weight * (weight > 0n ? above : below);
  }
  const unit = common << shift;
  return [Rational.of(lo, unit), Rational.of(hi, unit)];
}
