import { compareRatios, gcd, gcdBig, isSafe, isSafeBig } from './integer.js';
import { ExactError } from './exactError.js';

/**
 * An exact rational number p/q in lowest terms with q > 0. Immutable.
 *
 * Small values (|p|, q < 2^53) live in two doubles, which hold integers of that size exactly;
 * larger ones live in two bigints, and then `num` and `den` are NaN. Every fast path ends in a
 * range test that NaN fails, so a big operand or an overflowed product always takes the bigint path.
 * A value has one representation only: small whenever it fits.
 */
export class Rational {
  private constructor(
    /** Numerator when small, else NaN. */
    readonly num: number,
    /** Denominator when small, else NaN. */
    readonly den: number,
    private readonly bigNum: bigint | undefined,
    private readonly bigDen: bigint | undefined,
  ) {}

  static readonly ZERO = new Rational(0, 1, undefined, undefined);
  static readonly ONE = new Rational(1, 1, undefined, undefined);

  /** p/q for integers (safe doubles or bigints). Throws ExactError on q = 0 or on a double that is no safe integer. */
  static of(p: number | bigint, q: number | bigint = 1): Rational {
    if ((typeof p === 'number' && !Number.isSafeInteger(p)) || (typeof q === 'number' && !Number.isSafeInteger(q))) {
      throw new ExactError(`${p}/${q} is not a ratio of exact integers; a double enters by Rational.fromDouble`);
    }
    if (typeof p === 'number' && typeof q === 'number') {
      if (q === 0) throw new ExactError(`division by zero: ${p}/0`);
      return q < 0 ? Rational.reduce(-p, -q) : Rational.reduce(p, q);
    }
    const P = BigInt(p);
    const Q = BigInt(q);
    if (Q === 0n) throw new ExactError(`division by zero: ${P}/0`);
    return Q < 0n ? Rational.reduceBig(-P, -Q) : Rational.reduceBig(P, Q);
  }

  /** p/q for safe integers with q > 0, unchecked: for kernels that have just tested the range. */
  static reduce(p: number, q: number): Rational {
    const g = gcd(p, q);
    // `+ 0` turns −0 into 0, so that a value has one representation.
    return new Rational(p / g + 0, q / g, undefined, undefined);
  }

  /** p/q for integers with q > 0, unchecked. */
  static reduceBig(p: bigint, q: bigint): Rational {
    const g = gcdBig(p, q);
    if (g !== 1n) {
      p /= g;
      q /= g;
    }
    return isSafeBig(p) && isSafeBig(q)
      ? new Rational(Number(p), Number(q), undefined, undefined)
      : new Rational(NaN, NaN, p, q);
  }

  /**
   * The exact value of a finite double: every double is m·2^e. 0.1 becomes
   * 3602879701896397/36028797018963968, not 1/10. Throws ExactError on NaN and ±Infinity.
   */
  static fromDouble(x: number): Rational {
    if (!Number.isFinite(x)) throw new ExactError(`${x} has no exact value`);
    let exponent = 0;
    while (!Number.isInteger(x)) {
      x *= 2; // exact: only the exponent of the double changes (a subnormal gains precision)
      exponent += 1;
    }
    return Rational.of(BigInt(x), 1n << BigInt(exponent));
  }

  /** Reads "3", "-3/10" or "0.25" (exact decimal). Throws ExactError on anything else. */
  static parse(text: string): Rational {
    const match = /^([+-]?)(\d+)(?:\/(\d+)|\.(\d+))?$/.exec(text.trim());
    if (match === null) {
      throw new ExactError(`"${text}" is not an exact number; write an integer, a fraction "3/10" or a decimal "0.3"`);
    }
    const [, sign, integer, denominator, decimals] = match as unknown as [string, string, string, string?, string?];
    const scale = decimals === undefined ? BigInt(denominator ?? 1) : 10n ** BigInt(decimals.length);
    if (scale === 0n) throw new ExactError(`"${text}" divides by zero`);
    const p = BigInt(integer + (decimals ?? ''));
    return Rational.reduceBig(sign === '-' ? -p : p, scale);
  }

  /** Numerator p as a bigint. */
  get numerator(): bigint {
    return this.bigNum ?? BigInt(this.num);
  }

  /** Denominator q > 0 as a bigint. */
  get denominator(): bigint {
    return this.bigDen ?? BigInt(this.den);
  }

  add(other: Rational): Rational {
    return this.plus(1, other);
  }

  sub(other: Rational): Rational {
    return this.plus(-1, other);
  }

  /** this + sign·other. */
  private plus(sign: 1 | -1, other: Rational): Rational {
    if (this.den === other.den) {
      const p = this.num + sign * other.num;
      if (isSafe(p)) return Rational.reduce(p, this.den);
    }
    const a = this.num * other.den;
    const b = sign * other.num * this.den;
    const p = a + b;
    const q = this.den * other.den;
    if (isSafe(a) && isSafe(b) && isSafe(p) && isSafe(q)) return Rational.reduce(p, q);
    const n = this.denominator;
    const m = other.denominator;
    const signed = sign === 1 ? other.numerator : -other.numerator;
    return n === m
      ? Rational.reduceBig(this.numerator + signed, n)
      : Rational.reduceBig(this.numerator * m + signed * n, n * m);
  }

  mul(other: Rational): Rational {
    const p = this.num * other.num;
    const q = this.den * other.den;
    if (isSafe(p) && isSafe(q)) return Rational.reduce(p, q);
    return Rational.reduceBig(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** Throws ExactError when `other` is zero. */
  div(other: Rational): Rational {
    return this.mul(other.inverse());
  }

  /** 1/this. Throws ExactError when this is zero. */
  inverse(): Rational {
    if (this.num === 0) throw new ExactError('division by zero');
    if (this.bigNum !== undefined && this.bigDen !== undefined) {
      return this.bigNum < 0n
        ? new Rational(NaN, NaN, -this.bigDen, -this.bigNum)
        : new Rational(NaN, NaN, this.bigDen, this.bigNum);
    }
    return this.num < 0
      ? new Rational(-this.den, -this.num, undefined, undefined)
      : new Rational(this.den, this.num, undefined, undefined);
  }

  neg(): Rational {
    return this.bigNum === undefined
      ? new Rational(0 - this.num, this.den, undefined, undefined)
      : new Rational(NaN, NaN, -this.bigNum, this.bigDen);
  }

  abs(): Rational {
    return this.sign() < 0 ? this.neg() : this;
  }

  /** this^n for an integer n ≥ 0; throws ExactError for any other n. */
  pow(n: number): Rational {
    if (!Number.isSafeInteger(n) || n < 0)
      throw new ExactError(`pow needs an integer exponent of at least 0, not ${n}`);
    if (n === 1 || this.equals(Rational.ONE)) return this; // the discount of most games
    const exponent = BigInt(n);
    return Rational.reduceBig(this.numerator ** exponent, this.denominator ** exponent);
  }

  /** −1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    if (this.bigNum !== undefined) return this.bigNum < 0n ? -1 : 1;
    return this.num < 0 ? -1 : this.num > 0 ? 1 : 0;
  }

  isZero(): boolean {
    return this.num === 0;
  }

  /** Exact equality; decided on the representation, since it is unique. */
  equals(other: Rational): boolean {
    return this.bigNum === undefined
      ? this.num === other.num && this.den === other.den
      : this.bigNum === other.bigNum && this.bigDen === other.bigDen;
  }

  /** Negative, zero or positive as this <, =, > other. */
  compare(other: Rational): -1 | 0 | 1 {
    const a = this.num * other.den;
    const b = other.num * this.den;
    if (isSafe(a) && isSafe(b)) return a < b ? -1 : a > b ? 1 : 0;
    if (this.bigNum === undefined && other.bigNum === undefined) {
      return compareRatios(this.num, this.den, other.num, other.den);
    }
    const A = this.numerator * other.denominator;
    const B = other.numerator * this.denominator;
    return A < B ? -1 : A > B ? 1 : 0;
  }

  lt(other: Rational): boolean {
    return this.compare(other) < 0;
  }

  le(other: Rational): boolean {
    return this.compare(other) <= 0;
  }

  gt(other: Rational): boolean {
    return this.compare(other) > 0;
  }

  ge(other: Rational): boolean {
    return this.compare(other) >= 0;
  }

  static min(a: Rational, b: Rational): Rational {
    return a.compare(b) <= 0 ? a : b;
  }

  static max(a: Rational, b: Rational): Rational {
    return a.compare(b) >= 0 ? a : b;
  }

  static sum(terms: readonly Rational[]): Rational {
    return terms.reduce((total, term) => total.add(term), Rational.ZERO);
  }

  /** "p" or "p/q": the form in which exact numbers travel. `Rational.parse` reads it back. */
  toString(): string {
    return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
  }

  /** JSON carries exact numbers as strings. */
  toJSON(): string {
    return this.toString();
  }

  /** The nearest double, up to a rounding in the last digit. For display and plots only: it never decides anything. */
  toDouble(): number {
    if (this.bigNum === undefined) return this.num / this.den;
    const p = this.numerator;
    const q = this.denominator;
    // Bring the quotient to 64 significant bits, convert that, and undo the shift.
    const shift = BigInt(64 + q.toString(2).length - (p < 0n ? -p : p).toString(2).length);
    const quotient = shift >= 0n ? (p << shift) / q : p / (q << -shift);
    const half = Math.trunc(Number(shift) / 2); // two steps, since 2^shift alone may overflow
    return Number(quotient) / 2 ** half / 2 ** (Number(shift) - half);
  }
}
