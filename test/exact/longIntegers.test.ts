import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compareRatios, gcdBig, MAX_SAFE } from '../../src/exact/integer.js';

function euclid(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** Integers of up to about 3000 bits, of every length. */
const long = fc
  .tuple(fc.nat(3000), fc.bigInt({ min: 0n, max: 2n ** 3000n }))
  .map(([bits, digits]) => digits >> BigInt(3000 - bits));

describe('gcdBig on long integers', () => {
  test.prop([long, long, long], { numRuns: 500 })('is Euclid’s, common factors included', (a, b, factor) => {
    expect(gcdBig(a * factor, b * factor)).toBe(euclid(a, b) * factor);
    expect(gcdBig(-a, b)).toBe(euclid(a, b));
  });

  test('where every quotient is 1, and where one is huge', () => {
    let [a, b] = [1n, 1n];
    for (let n = 0; n < 2000; n++) [a, b] = [a + b, a];
    expect(gcdBig(7n * a, 7n * b)).toBe(7n);
    expect(gcdBig(2n ** 3000n, 3n ** 40n)).toBe(1n);
    expect(gcdBig(2n ** 3000n, 2n ** 60n)).toBe(2n ** 60n);
    expect(gcdBig(2n ** 200n, 2n ** 200n)).toBe(2n ** 200n);
    expect(gcdBig(0n, 2n ** 200n)).toBe(2n ** 200n);
  });
});

describe('compareRatios', () => {
  const numerator = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.maxSafeInteger());
  const denominator = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: MAX_SAFE }));
  const exactly = (a: number, b: number, c: number, d: number): number => {
    const difference = BigInt(a) * BigInt(d) - BigInt(c) * BigInt(b);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };

  test.prop([numerator, denominator, numerator, denominator], { numRuns: 2000 })('is the exact order', (a, b, c, d) => {
    expect(compareRatios(a, b, c, d)).toBe(exactly(a, b, c, d));
    expect(compareRatios(c, d, a, b) + compareRatios(a, b, c, d)).toBe(0);
    expect(compareRatios(a, b, a, b)).toBe(0);
  });

  test.each([
    [MAX_SAFE, MAX_SAFE - 1, MAX_SAFE - 1, MAX_SAFE - 2],
    [MAX_SAFE, 2, MAX_SAFE - 1, 2],
    [-MAX_SAFE, MAX_SAFE - 1, 1 - MAX_SAFE, MAX_SAFE - 2],
    [MAX_SAFE - 1, MAX_SAFE, MAX_SAFE - 2, MAX_SAFE - 1],
  ])('neighbours: %d/%d and %d/%d', (a, b, c, d) => {
    expect(compareRatios(a, b, c, d)).toBe(exactly(a, b, c, d));
  });
});
