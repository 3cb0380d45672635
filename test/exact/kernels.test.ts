import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { dot } from '../../src/exact/dot.js';
import { compareRatios, gcd, gcdBig, isSafe, isSafeBig, lcm, MAX_SAFE } from '../../src/exact/integer.js';
import { Rational } from '../../src/exact/rational.js';
import { anyInteger, anyRational, edgeOfDoubles } from '../support/arbitraryRational.js';

function euclid(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

describe('integers', () => {
  test.prop([anyInteger(), anyInteger()], { numRuns: 1000 })('gcd and lcm against Euclid on bigints', (a, b) => {
    const positive = b < 0n ? -b : b;
    expect(gcdBig(a, positive)).toBe(euclid(a, positive));
    if (!isSafeBig(a) || !isSafeBig(b)) return;
    expect(gcd(Number(a), Number(positive))).toBe(Number(euclid(a, positive)));
    const x = a < 0n ? -a : a;
    if (x === 0n || positive === 0n) return;
    const multiple = (x * positive) / euclid(x, positive);
    expect(lcm(Number(x), Number(positive))).toBe(isSafeBig(multiple) ? Number(multiple) : NaN);
  });

  /** The quotients of a Euclid run: most of them small, some beyond every word. */
  const quotients = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.bigInt({ min: 1n, max: 3n }) },
      anyInteger().map((q) => (q < 1n ? 1n - q : q)),
    ),
    { maxLength: 150 },
  );
  const long = fc.oneof(
    fc.bigInt({ min: 0n, max: 2n ** 1200n }),
    quotients.map((list) => list.reduce(([a, b], q) => [q * a + b, a], [1n, 0n])[0]),
  );
  const factor = fc.oneof(fc.constant(1n), fc.bigInt({ min: 1n, max: 2n ** 300n }));
  test.prop([long, long, factor], { numRuns: 2000 })('gcd of long integers with a common factor', (a, b, common) => {
    expect(gcdBig(a * common, b * common)).toBe(euclid(a * common, b * common));
    expect(gcdBig(-a * common, b * common)).toBe(euclid(a * common, b * common));
    expect(gcdBig(a + 1n, a)).toBe(1n);
  });

  test.prop([quotients, factor], { numRuns: 1000 })('gcd of the two ends of one Euclid run', (list, common) => {
    const [a, b] = list.reduce(([x, y], q) => [q * x + y, x], [common, 0n]);
    expect(gcdBig(a, b)).toBe(common);
    expect(gcdBig(b, a)).toBe(common);
  });

  test.prop([anyInteger(), anyInteger(), anyInteger(), anyInteger()], { numRuns: 1000 })(
    'compareRatios against cross products',
    (a, b, c, d) => {
      const positive = (x: bigint): bigint => (x < 0n ? -x : x === 0n ? 1n : x);
      const [p, q] = [positive(b), positive(d)];
      fc.pre([a, p, c, q].every(isSafeBig));
      const [left, right] = [a * q, c * p];
      expect(compareRatios(Number(a), Number(p), Number(c), Number(q))).toBe(left < right ? -1 : left > right ? 1 : 0);
    },
  );

  test('the range of exact doubles ends at 2^53 − 1, and NaN is outside', () => {
    expect([MAX_SAFE, MAX_SAFE + 1, -MAX_SAFE, -MAX_SAFE - 1, NaN, Infinity].map(isSafe)).toEqual([
      true,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect([2n ** 53n - 1n, 2n ** 53n, 1n - 2n ** 53n, -(2n ** 53n)].map(isSafeBig)).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

const unit = fc.constantFrom(1, -1).map((sign) => Rational.of(sign));
const product = fc.oneof(fc.tuple(anyRational(), anyRational()), fc.tuple(unit, edgeOfDoubles()));

test.prop([fc.array(product, { maxLength: 6 }), fc.nat(), fc.nat()], { numRuns: 1000 })(
  'dot is the sum of products over its range',
  (terms, i, j) => {
    const weights = terms.map(([w]) => w);
    // Values in reverse, so that `at` matters.
    const values = terms.map(([, v]) => v).reverse();
    const at = Int32Array.from(terms, (_, k) => terms.length - 1 - k);
    const [first, end] = [i % (terms.length + 1), j % (terms.length + 1)].sort((x, y) => x - y);
    const naive = terms.slice(first, end).reduce((sum, [w, v]) => sum.add(w.mul(v)), Rational.ZERO);
    expect(dot(weights, values, at, first, end).equals(naive)).toBe(true);
  },
);

test('dot is exact where the denominators alone leave the safe integers', () => {
  const primes = [134217689, 134217649, 134217617];
  const weights = primes.map((p) => Rational.of(1, p));
  const values = weights.map(() => Rational.ONE);
  const naive = Rational.sum(weights);
  expect(dot(weights, values, Int32Array.from([0, 1, 2]), 0, 3).toString()).toBe(naive.toString());
  expect(naive.denominator).toBe(primes.reduce((product, p) => product * BigInt(p), 1n));
});

test('ratios that doubles cannot tell from an integer are compared exactly, negative ones too', () => {
  const most = Number.MAX_SAFE_INTEGER;
  expect(compareRatios(-most, most - 1, -1, 1)).toBe(-1);
  expect(compareRatios(-1, 1, -most, most - 1)).toBe(1);
  expect(compareRatios(-(most - 1), most, -1, 1)).toBe(1);
  expect(compareRatios(0, 1, -1, most)).toBe(1);
});
