import fc from 'fast-check';
import { Rational } from '../../src/exact/rational.js';

const EDGE = 2n ** 53n;
/** Where a representation ends: 31- and 32-bit integers, products of two halves of 2^53, safe integers, their squares. */
const BOUNDARIES = [0n, 2n ** 26n, 2n ** 27n, 2n ** 31n, 2n ** 32n, EDGE, 2n * EDGE, EDGE * EDGE, 2n ** 64n];

/** Integers, most of them small or within 3 of a boundary between representations. */
export function anyInteger(): fc.Arbitrary<bigint> {
  const near = fc
    .tuple(fc.constantFrom(...BOUNDARIES), fc.bigInt({ min: -3n, max: 3n }), fc.boolean())
    .map(([boundary, offset, negative]) => (negative ? -(boundary + offset) : boundary + offset));
  return fc.oneof(
    { weight: 2, arbitrary: fc.bigInt({ min: -12n, max: 12n }) },
    { weight: 4, arbitrary: near },
    { weight: 1, arbitrary: fc.bigInt({ min: -EDGE, max: EDGE }) },
    { weight: 1, arbitrary: fc.bigInt({ min: -(EDGE ** 4n), max: EDGE ** 4n }) },
  );
}

/** A pair (p, q) of integers with q ≠ 0, not reduced. */
export function anyRatio(): fc.Arbitrary<[bigint, bigint]> {
  return fc.tuple(
    anyInteger(),
    anyInteger().map((q) => (q === 0n ? 1n : q)),
  );
}

export function anyRational(): fc.Arbitrary<Rational> {
  return anyRatio().map(([p, q]) => Rational.of(p, q));
}

/**
 * Two fractions n/(n − k) and (n − k)/(n − 2k) around 1 whose cross products differ by k² only: n near a power of
 * two up to 2^53, so that both are small but their products are far beyond the exact doubles.
 */
export function closePair(): fc.Arbitrary<[Rational, Rational]> {
  return fc
    .tuple(
      fc.integer({ min: 20, max: 53 }),
      fc.bigInt({ min: 1n, max: 40n }),
      fc.bigInt({ min: 1n, max: 3n }),
      fc.boolean(),
    )
    .map(([exponent, below, k, swap]) => {
      const n = 2n ** BigInt(exponent) - below;
      const pair: [Rational, Rational] = [Rational.of(n, n - k), Rational.of(n - k, n - 2n * k)];
      return swap ? [pair[1], pair[0]] : pair;
    });
}

/** Integers within 5 of ±(2^53 − 1) inside the exact doubles, halves of them included: their sums leave the range. */
export function edgeOfDoubles(): fc.Arbitrary<Rational> {
  return fc
    .tuple(fc.bigInt({ min: 1n, max: 5n }), fc.constantFrom(1n, -1n), fc.constantFrom(1n, 2n))
    .map(([below, sign, q]) => Rational.of(sign * (EDGE - below), q));
}

/** Fractions as a person writes them: |p| ≤ 12, q ≤ 12. */
export function smallRational(): fc.Arbitrary<Rational> {
  return fc
    .tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .map(([p, q]) => Rational.of(p, q));
}

/** A distribution over `n` actions with denominators up to 12n; zeros are frequent unless `full`. */
export function distribution(n: number, full = false): fc.Arbitrary<Rational[]> {
  const weight = fc.integer({ min: full ? 1 : 0, max: 12 });
  return fc.array(weight, { minLength: n, maxLength: n }).map((weights) => {
    const total = weights.reduce((sum, w) => sum + w, 0);
    if (total === 0) return weights.map((_, a) => (a === 0 ? Rational.ONE : Rational.ZERO));
    return weights.map((w) => Rational.of(w, total));
  });
}
