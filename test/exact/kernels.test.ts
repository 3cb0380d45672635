import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { dot } from '../../src/exact/dot.js';
import { gcd, gcdBig, isSafe, isSafeBig, lcm, MAX_SAFE } from '../../src/exact/integer.js';
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
