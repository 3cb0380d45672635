import { Rejected } from './refusal.js';

/** A number that is computed with: a fraction, or what a rule adds (sums of roots, enclosures). */
export interface Num {
  /** Of two numbers the one of greater rank computes: 0 a fraction, 1 a sum of roots, 2 an enclosure. */
  readonly rank: number;
  plus(other: Num): Num;
  times(other: Num): Num;
  inverse(): Num;
  /** −1, 0 or 1; undefined where an enclosure does not tell. */
  sign(): number | undefined;
  toString(): string;
}

/** n/d in lowest terms, d > 0. Rejects d = 0. */
export class Fraction implements Num {
  readonly rank = 0;
  readonly n: bigint;
  readonly d: bigint;
  constructor(n: bigint, d = 1n) {
    let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
    while (b !== 0n) [a, b] = [b, a % b];
    if (d === 0n) throw new Rejected('a division by zero');
    this.n = d < 0n ? -n / a : n / a;
    this.d = d < 0n ? -d / a : d / a;
  }
  plus(other: Num): Fraction {
    const { n, d } = exactly(other);
    return new Fraction(this.n * d + n * this.d, this.d * d);
  }
  times(other: Num): Fraction {
    return new Fraction(this.n * exactly(other).n, this.d * exactly(other).d);
  }
  inverse(): Fraction {
    return new Fraction(this.d, this.n);
  }
  sign(): number {
    return this.n > 0n ? 1 : this.n < 0n ? -1 : 0;
  }
  toString(): string {
    return this.d === 1n ? String(this.n) : `${this.n}/${this.d}`;
  }
}

/** x as the fraction that it is. Rejects any other number. */
export function exactly(x: Num): Fraction {
  if (x instanceof Fraction) return x;
  throw new Rejected('a fraction is expected');
}

/** 0, 1 and −1. */
export const [ZERO, ONE, MINUS]: readonly [Num, Num, Num] = [new Fraction(0n), new Fraction(1n), new Fraction(-1n)];
/** Is x known to be 0? */
export const isZero = (x: Num): boolean => x.sign() === 0;
/** x + y. */
export const add = (x: Num, y: Num): Num => (x.rank < y.rank ? y.plus(x) : x.plus(y));
/** x·y; 0 where one of them is exactly 0. */
export const mul = (x: Num, y: Num): Num => (isZero(x) || isZero(y) ? ZERO : x.rank < y.rank ? y.times(x) : x.times(y));
/** x − y. */
export const sub = (x: Num, y: Num): Num => add(x, mul(MINUS, y));
/** x/y. Rejects y = 0. */
export const div = (x: Num, y: Num): Num => mul(x, y.inverse());
/** Σ of all. */
export const sum = (all: readonly Num[]): Num => all.reduce(add, ZERO);
/** Is x < y, for certain? Rejects two enclosures that do not tell. */
export function isLess(x: Num, y: Num): boolean {
  const sign = sub(x, y).sign();
  if (sign === undefined) throw new Rejected('two enclosures are too wide to be told apart');
  return sign < 0;
}

/** The fraction that a JSON value writes: "3", "-3/10", "0.25" or an integer. Rejects anything else. */
export function fractionOf(value: unknown, where: string): Fraction {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  const parts = typeof text === 'string' && text.length <= 4000 ? /^([+-]?\d+)(?:\/(\d+)|\.(\d+))?$/.exec(text) : null;
  if (parts === null) throw new Rejected(`${where}: no exact number`);
  const [, whole, below = '1', digits = ''] = parts;
  return new Fraction(BigInt(whole + digits), BigInt(below) * 10n ** BigInt(digits.length));
}
