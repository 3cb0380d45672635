import { fc, test } from '@fast-check/vitest';
import Fraction from 'fraction.js';
import { describe, expect } from 'vitest';
import { ExactError } from '../../src/exact/exactError.js';
import { Rational } from '../../src/exact/rational.js';
import { anyRatio, anyRational, closePair, edgeOfDoubles } from '../support/arbitraryRational.js';

const MAX = BigInt(Number.MAX_SAFE_INTEGER);
const RUNS = { numRuns: 500 };

/** Pairs of any numbers, of numbers that a double cannot tell apart, and of numbers whose sum leaves the doubles. */
const pairs = fc.oneof(fc.tuple(anyRational(), anyRational()), closePair(), fc.tuple(edgeOfDoubles(), edgeOfDoubles()));

/** The same number in fraction.js; bigints only, as fraction.js guesses at doubles. */
function peer(x: Rational): Fraction {
  return new Fraction(x.numerator, x.denominator);
}

function text(x: Fraction): string {
  const p = x.s < 0n ? -x.n : x.n;
  return x.d === 1n ? `${p}` : `${p}/${x.d}`;
}

/** In lowest terms, and small exactly when both parts fit into safe integers. */
function expectCanonical(x: Rational): void {
  let [a, b] = [x.numerator < 0n ? -x.numerator : x.numerator, x.denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  expect(a).toBe(1n);
  expect(x.denominator > 0n).toBe(true);
  const fits = x.numerator <= MAX && x.numerator >= -MAX && x.denominator <= MAX;
  expect([Number.isSafeInteger(x.num), Number.isSafeInteger(x.den)]).toEqual([fits, fits]);
  expect(Object.is(x.num, -0)).toBe(false);
}

describe('Rational agrees with fraction.js', () => {
  const binary = ['add', 'sub', 'mul'] as const;
  test.prop([pairs, fc.constantFrom(...binary)], RUNS)('add, sub, mul', ([x, y], operation) => {
    const result = x[operation](y);
    expect(result.toString()).toBe(text(peer(x)[operation](peer(y))));
    expectCanonical(result);
  });

  test.prop([pairs], RUNS)('div and inverse', ([x, y]) => {
    if (y.isZero()) {
      expect(() => x.div(y)).toThrow(ExactError);
      expect(() => y.inverse()).toThrow(ExactError);
      return;
    }
    expect(x.div(y).toString()).toBe(text(peer(x).div(peer(y))));
    expect(y.inverse().toString()).toBe(text(peer(y).inverse()));
    expectCanonical(x.div(y));
    expectCanonical(y.inverse());
  });

  test.prop([pairs], RUNS)('compare, its shorthands, min and max', ([x, y]) => {
    const order = Math.sign(peer(x).compare(peer(y)));
    expect(x.compare(y)).toBe(order);
    expect([x.lt(y), x.le(y), x.gt(y), x.ge(y), x.equals(y)]).toEqual([
      order < 0,
      order <= 0,
      order > 0,
      order >= 0,
      order === 0,
    ]);
    expect(Rational.min(x, y).equals(order <= 0 ? x : y)).toBe(true);
    expect(Rational.max(x, y).equals(order >= 0 ? x : y)).toBe(true);
  });

  test.prop([anyRational(), fc.integer({ min: 0, max: 7 })], RUNS)('neg, abs, sign, isZero, pow', (x, n) => {
    expect(x.neg().toString()).toBe(text(peer(x).neg()));
    expect(x.abs().toString()).toBe(text(peer(x).abs()));
    expect(x.sign()).toBe(peer(x).compare(0n));
    expect(x.isZero()).toBe(x.numerator === 0n);
    expect(x.pow(n).toString()).toBe(
      text(Array.from({ length: n }, () => peer(x)).reduce((p, f) => p.mul(f), new Fraction(1n))),
    );
    expectCanonical(x.neg());
    expectCanonical(x.abs());
    expectCanonical(x.pow(n));
  });

  test.prop([fc.array(anyRational(), { maxLength: 6 })], RUNS)('sum', (terms) => {
    expect(Rational.sum(terms).toString()).toBe(text(terms.reduce((s, x) => s.add(peer(x)), new Fraction(0n))));
  });

  test.prop([anyRatio()], RUNS)('of, from bigints and from doubles', ([p, q]) => {
    const x = Rational.of(p, q);
    expect(x.toString()).toBe(text(new Fraction(p, q)));
    expectCanonical(x);
    const [P, Q] = [Number(p), Number(q)];
    if (Number.isSafeInteger(P) && Number.isSafeInteger(Q)) {
      expect(Rational.of(P, Q).equals(x)).toBe(true);
      expectCanonical(Rational.of(P, Q));
    }
  });

  test.prop([fc.stringMatching(/^[+-]?\d{1,20}(\.\d{1,20})?$/)], RUNS)('parse of decimals', (decimal) => {
    expect(Rational.parse(decimal).toString()).toBe(text(new Fraction(decimal)));
    expectCanonical(Rational.parse(decimal));
  });
});

test.prop([anyRational()], RUNS)('toString and parse are inverse', (x) => {
  expect(Rational.parse(x.toString()).equals(x)).toBe(true);
  expect(Rational.parse(` ${x} `).equals(x)).toBe(true);
  expect(JSON.stringify({ x })).toBe(`{"x":"${x}"}`);
});

describe('the two representations', () => {
  const top = Rational.of(MAX);
  test.each([
    ['2^53 − 1', top, true],
    ['2^53', top.add(Rational.ONE), false],
    ['−(2^53 − 1)', top.neg(), true],
    ['−2^53', top.neg().sub(Rational.ONE), false],
    ['1/(2^53 − 1)', top.inverse(), true],
    ['1/2^53', Rational.of(1n, MAX + 1n), false],
    ['2^53/2', Rational.of(MAX + 1n, 2n), true],
    ['2^53 − 1 again, from above', top.add(Rational.ONE).sub(Rational.ONE), true],
    ['2^106/2^106', Rational.of(2n ** 106n, 2n ** 106n), true],
  ])('%s is canonical', (_, x, small) => {
    expectCanonical(x);
    expect(Number.isSafeInteger(x.num) && Number.isSafeInteger(x.den)).toBe(small);
  });

  test.prop([anyRational(), anyRational()], RUNS)(
    'equal numbers have equal representations, however computed',
    (x, y) => {
      const back = x.add(y).sub(y);
      expect(back.equals(x)).toBe(true);
      expect([back.num, back.den]).toEqual([x.num, x.den]);
    },
  );
});

describe('doubles', () => {
  test('0.1 is the double, not the tenth', () => {
    expect(Rational.fromDouble(0.1).toString()).toBe('3602879701896397/36028797018963968');
  });

  const doubles = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(
      0,
      5e-324,
      -5e-324,
      2 ** -1022,
      2 ** -1022 - 5e-324,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
      2 ** 53,
      2 ** 53 - 1,
      0.3,
    ),
    fc.double({ min: 0, max: 2 ** -1022, noNaN: true }),
    fc.double({ min: 2 ** 1000, max: Number.MAX_VALUE, noNaN: true }),
  );
  test.prop([doubles], { numRuns: 2000 })('fromDouble is exact: back and forth, and against the bits', (x) => {
    const exact = Rational.fromDouble(x);
    expect(exact.toDouble()).toBe(x + 0);
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, x);
    const exponent = (bits.getUint16(0) >> 4) & 0x7ff;
    const mantissa = (bits.getBigUint64(0) & (2n ** 52n - 1n)) + (exponent === 0 ? 0n : 2n ** 52n);
    const power = BigInt(Math.max(exponent, 1)) - 1075n;
    const signed = x < 0 ? -mantissa : mantissa;
    expect(exact.equals(power >= 0n ? Rational.of(signed * 2n ** power, 1n) : Rational.of(signed, 2n ** -power))).toBe(
      true,
    );
    expectCanonical(exact);
  });

  test.prop([anyRational()], RUNS)('toDouble is within one rounding of the number', (x) => {
    const double = x.toDouble();
    const error = Rational.fromDouble(double).sub(x).abs();
    expect(error.le(x.abs().mul(Rational.of(1n, 2n ** 52n)))).toBe(true);
  });
});

describe('errors', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['a zero denominator', () => Rational.of(1, 0), /division by zero: 1\/0/],
    ['a zero bigint denominator', () => Rational.of(1n, 0n), /division by zero/],
    ['a double that is no integer', () => Rational.of(0.5), /no.* exact integers.*fromDouble/],
    ['the same beside a bigint', () => Rational.of(0.5, 1n), /exact integers/],
    ['an unsafe double beside a bigint', () => Rational.of(2 ** 53, 1n), /exact integers/],
    ['NaN', () => Rational.fromDouble(NaN), /no exact value/],
    ['Infinity', () => Rational.fromDouble(-Infinity), /no exact value/],
    ['division by zero', () => Rational.ONE.div(Rational.ZERO), /division by zero/],
    ['a parsed zero denominator', () => Rational.parse('1/0'), /divides by zero/],
    ['a negative power', () => Rational.ONE.pow(-1), /pow.* -1/],
    ['a power that is no integer', () => Rational.ONE.pow(0.5), /pow.* 0.5/],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(ExactError);
    expect(act).toThrow(message);
  });

  test.each(['', ' ', '1e3', '.5', '5.', '1/2/3', '1/-2', '--1', '0x10', 'one', '1 /2', '1.5/2', 'NaN', '٣'])(
    'parse refuses "%s"',
    (malformed) => {
      expect(() => Rational.parse(malformed)).toThrow(/is not an exact number/);
    },
  );
});
