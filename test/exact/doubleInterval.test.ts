import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { UncertainError } from '../../src/exact/arithmetic.js';
import { DoubleArithmetic, type DoubleInterval } from '../../src/exact/doubleInterval.js';
import { Rational } from '../../src/exact/rational.js';
import { boundsOf, type Real, RealArithmetic } from '../../src/exact/real.js';
import { smallRational } from '../support/arbitraryRational.js';

const doubles = new DoubleArithmetic();
const reals = new RealArithmetic(60);

/** Is the exact number within the pair of doubles? Decided in rationals. */
function encloses({ lo, hi }: DoubleInterval, x: Real): boolean {
  const [below, above] = boundsOf(x, 60);
  return (
    (lo === -Infinity || Rational.fromDouble(lo).le(below)) && (hi === Infinity || above.le(Rational.fromDouble(hi)))
  );
}

/** Fractions of all sizes, long ones included. */
const numbers = fc.oneof(
  smallRational(),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.bigInt({ min: 1n, max: 10n ** 40n }))
    .map(([p, q]) => Rational.of(p, q)),
);
const RUNS = { numRuns: 2000 };

describe('every operation on doubles encloses the exact result', () => {
  const operations = {
    add: (x: Rational, y: Rational) => [doubles.add(doubles.of(x), doubles.of(y)), reals.add(x, y)],
    sub: (x: Rational, y: Rational) => [doubles.sub(doubles.of(x), doubles.of(y)), reals.sub(x, y)],
    mul: (x: Rational, y: Rational) => [doubles.mul(doubles.of(x), doubles.of(y)), reals.mul(x, y)],
    min: (x: Rational, y: Rational) => [doubles.min(doubles.of(x), doubles.of(y)), reals.min(x, y)],
    max: (x: Rational, y: Rational) => [doubles.max(doubles.of(x), doubles.of(y)), reals.max(x, y)],
  } satisfies Record<string, (x: Rational, y: Rational) => [DoubleInterval, Real]>;
  test.prop([fc.constantFrom(...Object.values(operations)), numbers, numbers], RUNS)(
    'of two numbers',
    (apply, x, y) => {
      const [enclosure, exact] = apply(x, y);
      expect(encloses(enclosure, exact)).toBe(true);
    },
  );

  test.prop([numbers, numbers], RUNS)('quotients and shares, where the divisor is told from 0', (x, y) => {
    if (y.isZero()) {
      expect(() => doubles.div(doubles.of(x), doubles.of(y))).toThrow(UncertainError);
      return;
    }
    expect(encloses(doubles.div(doubles.of(x), doubles.of(y)), reals.div(x, y))).toBe(true);
    const [own, rest] = [x.abs(), y.abs()];
    expect(encloses(doubles.share(doubles.of(own), doubles.of(rest)), reals.share(own, rest))).toBe(true);
  });

  test.prop([numbers], RUNS)('square roots and exponentials', (x) => {
    expect(encloses(doubles.sqrt(doubles.of(x.abs())), reals.sqrt(x.abs()))).toBe(true);
    const small = x.abs().gt(Rational.of(600)) ? x.inverse() : x;
    expect(encloses(doubles.exp(doubles.of(small)), reals.exp(small))).toBe(true);
  });

  test('within some twenty units in the last place', () => {
    const { lo, hi } = doubles.exp(doubles.of(Rational.of(-7, 3)));
    expect((hi - lo) / hi).toBeLessThan(5e-15);
    const third = doubles.of(Rational.of(1, 3));
    expect(third.hi - third.lo).toBeLessThan(3e-16);
  });
});

describe('comparisons are never wrong', () => {
  test.prop([numbers, numbers], RUNS)('less and greater are certain', (x, y) => {
    const order = doubles.compare(doubles.of(x), doubles.of(y));
    if (order === 'uncertain') return;
    expect(order).toBe(['less', 'equal', 'greater'][x.compare(y) + 1]);
  });

  test('equality is known of whole numbers and of one and the same object', () => {
    const third = doubles.of(Rational.of(1, 3));
    expect(doubles.compare(third, third)).toBe('equal');
    expect(doubles.compare(third, doubles.of(Rational.of(1, 3)))).toBe('uncertain');
    expect(doubles.compare(doubles.of(Rational.of(2)), doubles.of(Rational.of(2)))).toBe('equal');
    expect(doubles.compare({ lo: NaN, hi: NaN }, doubles.zero)).toBe('uncertain');
  });

  test('beyond the range nothing is claimed', () => {
    const huge = doubles.exp(doubles.of(Rational.of(800)));
    expect(huge.hi).toBe(Infinity);
    expect(doubles.compare(huge, doubles.one)).toBe('uncertain');
    expect(doubles.compare(doubles.sub(huge, doubles.add(huge, doubles.one)), doubles.zero)).toBe('uncertain');
    expect(encloses(doubles.exp(doubles.of(Rational.of(-800))), Rational.ZERO)).toBe(true);
  });
});
