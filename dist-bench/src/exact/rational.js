import { gcd, gcdBig, isSafe, isSafeBig } from './integer.js';
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
    num;
    den;
    bigNum;
    bigDen;
    constructor(
    /** Numerator when small, else NaN. */
    num, 
    /** Denominator when small, else NaN. */
    den, bigNum, bigDen) {
        this.num = num;
        this.den = den;
        this.bigNum = bigNum;
        this.bigDen = bigDen;
    }
    static ZERO = new Rational(0, 1, undefined, undefined);
    static ONE = new Rational(1, 1, undefined, undefined);
    /** p/q for integers (safe doubles or bigints). Throws ExactError on q = 0 or on a double that is no safe integer. */
    static of(p, q = 1) {
        if ((typeof p === 'number' && !Number.isSafeInteger(p)) || (typeof q === 'number' && !Number.isSafeInteger(q))) {
            throw new ExactError(`${p}/${q} is not a ratio of exact integers; a double enters by Rational.fromDouble`);
        }
        if (typeof p === 'number' && typeof q === 'number') {
            if (q === 0)
                throw new ExactError(`division by zero: ${p}/0`);
            return q < 0 ? Rational.reduce(-p, -q) : Rational.reduce(p, q);
        }
        const P = BigInt(p);
        const Q = BigInt(q);
        if (Q === 0n)
            throw new ExactError(`division by zero: ${P}/0`);
        return Q < 0n ? Rational.reduceBig(-P, -Q) : Rational.reduceBig(P, Q);
    }
    /** p/q for safe integers with q > 0, unchecked: for kernels that have just tested the range. */
    static reduce(p, q) {
        const g = gcd(p, q);
        // `+ 0` turns −0 into 0, so that a value has one representation.
        return new Rational(p / g + 0, q / g, undefined, undefined);
    }
    /** p/q for integers with q > 0, unchecked. */
    static reduceBig(p, q) {
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
    static fromDouble(x) {
        if (!Number.isFinite(x))
            throw new ExactError(`${x} has no exact value`);
        let exponent = 0;
        while (!Number.isInteger(x)) {
            x *= 2; // exact: only the exponent of the double changes (a subnormal gains precision)
            exponent += 1;
        }
        return Rational.of(BigInt(x), 1n << BigInt(exponent));
    }
    /** Reads "3", "-3/10" or "0.25" (exact decimal). Throws ExactError on anything else. */
    static parse(text) {
        const match = /^([+-]?)(\d+)(?:\/(\d+)|\.(\d+))?$/.exec(text.trim());
        if (match === null) {
            throw new ExactError(`"${text}" is not an exact number; write an integer, a fraction "3/10" or a decimal "0.3"`);
        }
        const [, sign, integer, denominator, decimals] = match;
        const scale = decimals === undefined ? BigInt(denominator ?? 1) : 10n ** BigInt(decimals.length);
        if (scale === 0n)
            throw new ExactError(`"${text}" divides by zero`);
        const p = BigInt(integer + (decimals ?? ''));
        return Rational.reduceBig(sign === '-' ? -p : p, scale);
    }
    /** Numerator p as a bigint. */
    get numerator() {
        return this.bigNum ?? BigInt(this.num);
    }
    /** Denominator q > 0 as a bigint. */
    get denominator() {
        return this.bigDen ?? BigInt(this.den);
    }
    add(other) {
        if (this.den === other.den) {
            const p = this.num + other.num;
            if (isSafe(p))
                return Rational.reduce(p, this.den);
        }
        const a = this.num * other.den;
        const b = other.num * this.den;
        const p = a + b;
        const q = this.den * other.den;
        if (isSafe(a) && isSafe(b) && isSafe(p) && isSafe(q))
            return Rational.reduce(p, q);
        const n = this.denominator;
        const m = other.denominator;
        return n === m
            ? Rational.reduceBig(this.numerator + other.numerator, n)
            : Rational.reduceBig(this.numerator * m + other.numerator * n, n * m);
    }
    sub(other) {
        return this.add(other.neg());
    }
    mul(other) {
        const p = this.num * other.num;
        const q = this.den * other.den;
        if (isSafe(p) && isSafe(q))
            return Rational.reduce(p, q);
        return Rational.reduceBig(this.numerator * other.numerator, this.denominator * other.denominator);
    }
    /** Throws ExactError when `other` is zero. */
    div(other) {
        return this.mul(other.inverse());
    }
    /** 1/this. Throws ExactError when this is zero. */
    inverse() {
        if (this.num === 0)
            throw new ExactError('division by zero');
        if (this.bigNum !== undefined && this.bigDen !== undefined) {
            return this.bigNum < 0n
                ? new Rational(NaN, NaN, -this.bigDen, -this.bigNum)
                : new Rational(NaN, NaN, this.bigDen, this.bigNum);
        }
        return this.num < 0
            ? new Rational(-this.den, -this.num, undefined, undefined)
            : new Rational(this.den, this.num, undefined, undefined);
    }
    neg() {
        return this.bigNum === undefined
            ? new Rational(0 - this.num, this.den, undefined, undefined)
            : new Rational(NaN, NaN, -this.bigNum, this.bigDen);
    }
    abs() {
        return this.sign() < 0 ? this.neg() : this;
    }
    /** this^n for an integer n ≥ 0; throws ExactError for any other n. */
    pow(n) {
        if (!Number.isSafeInteger(n) || n < 0)
            throw new ExactError(`pow needs an integer exponent of at least 0, not ${n}`);
        const exponent = BigInt(n);
        return Rational.reduceBig(this.numerator ** exponent, this.denominator ** exponent);
    }
    /** −1, 0 or 1. */
    sign() {
        if (this.bigNum !== undefined)
            return this.bigNum < 0n ? -1 : 1;
        return this.num < 0 ? -1 : this.num > 0 ? 1 : 0;
    }
    isZero() {
        return this.num === 0;
    }
    /** Exact equality; decided on the representation, since it is unique. */
    equals(other) {
        return this.bigNum === undefined
            ? this.num === other.num && this.den === other.den
            : this.bigNum === other.bigNum && this.bigDen === other.bigDen;
    }
    /** Negative, zero or positive as this <, =, > other. */
    compare(other) {
        const a = this.num * other.den;
        const b = other.num * this.den;
        if (isSafe(a) && isSafe(b))
            return a < b ? -1 : a > b ? 1 : 0;
        const A = this.numerator * other.denominator;
        const B = other.numerator * this.denominator;
        return A < B ? -1 : A > B ? 1 : 0;
    }
    lt(other) {
        return this.compare(other) < 0;
    }
    le(other) {
        return this.compare(other) <= 0;
    }
    gt(other) {
        return this.compare(other) > 0;
    }
    ge(other) {
        return this.compare(other) >= 0;
    }
    static min(a, b) {
        return a.compare(b) <= 0 ? a : b;
    }
    static max(a, b) {
        return a.compare(b) >= 0 ? a : b;
    }
    static sum(terms) {
        return terms.reduce((total, term) => total.add(term), Rational.ZERO);
    }
    /** "p" or "p/q": the form in which exact numbers travel. `Rational.parse` reads it back. */
    toString() {
        return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
    }
    /** JSON carries exact numbers as strings. */
    toJSON() {
        return this.toString();
    }
    /** The nearest double, up to a rounding in the last digit. For display and plots only: it never decides anything. */
    toDouble() {
        if (this.bigNum === undefined)
            return this.num / this.den;
        const p = this.numerator;
        const q = this.denominator;
        // Bring the quotient to 64 significant bits, convert that, and undo the shift.
        const shift = BigInt(64 + q.toString(2).length - (p < 0n ? -p : p).toString(2).length);
        const quotient = shift >= 0n ? (p << shift) / q : p / (q << -shift);
        const half = Math.trunc(Number(shift) / 2); // two steps, since 2^shift alone may overflow
        return Number(quotient) / 2 ** half / 2 ** (Number(shift) - half);
    }
}
