import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { ExactError } from '../../src/exact/exactError.js';
import { Rational } from '../../src/exact/rational.js';
import { RootSum } from '../../src/exact/rootSum.js';
import { exactRoot, floorRoot, withoutSmallSquares } from '../../src/exact/squareRoot.js';

const Precise = Decimal.clone({ defaults: true, precision: 120 });
const root = (n: number | bigint, c = Rational.ONE): RootSum => RootSum.root(Rational.of(n), c);
const rational = (text: string): RootSum => RootSum.of(Rational.parse(text));

/** Terms [coefficient, radicand] as small integers over small integers. */
const terms = fc.array(
  fc.tuple(
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: 1, max: 5 }),
    fc.nat(300),
    fc.integer({ min: 1, max: 12 }),
  ),
  { maxLength: 8 },
);

describe('floorRoot', () => {
  it('brackets the root', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 300n }), (n) => {
        const r = floorRoot(n);
        expect(r * r <= n && n < (r + 1n) * (r + 1n)).toBe(true);
      }),
    );
  });

  it('knows squares from their neighbours', () => {
    const n = (10n ** 40n + 7n) ** 2n;
    expect([exactRoot(n), exactRoot(n - 1n), exactRoot(n + 1n)]).toEqual([10n ** 40n + 7n, undefined, undefined]);
  });
});

describe('withoutSmallSquares', () => {
  it('takes squares of small primes out, and whole squares', () => {
    expect(withoutSmallSquares(72n)).toEqual({ outside: 6n, inside: 2n });
    expect(withoutSmallSquares(10007n ** 2n * 9n)).toEqual({ outside: 30021n, inside: 1n });
    expect(withoutSmallSquares(2n * 10007n ** 2n)).toEqual({ outside: 1n, inside: 2n * 10007n ** 2n });
  });
});

describe('RootSum', () => {
  it('has the sign that 120 digits show', () => {
    fc.assert(
      fc.property(terms, (list) => {
        const sum = RootSum.sum(list.map(([c, d, n, m]) => RootSum.root(Rational.of(n, m), Rational.of(c, d))));
        const precise = list.reduce(
          (total, [c, d, n, m]) => total.add(new Precise(n).div(m).sqrt().mul(c).div(d)),
          new Precise(0),
        );
        // Below 10^−100 a sum of so few short terms is 0.
        expect(sum.sign()).toBe(precise.abs().lt('1e-100') ? 0 : precise.isNegative() ? -1 : 1);
        expect(sum.toDouble()).toBeCloseTo(precise.toNumber(), 12);
      }),
      { numRuns: 300 },
    );
  });

  it('is exactly 0 where roots cancel, large prime factors included', () => {
    expect(
      root(8)
        .sub(root(2, Rational.of(2)))
        .sign(),
    ).toBe(0);
    const p = 10007n;
    const q = 10009n;
    // √(2p²) = p√2 is not seen by the factors; √(pq·p³q) = p²q neither.
    expect(
      root(2n * p * p)
        .sub(root(2, Rational.of(p)))
        .sign(),
    ).toBe(0);
    expect(
      root(p * q)
        .scale(Rational.of(p))
        .sub(root(p ** 3n * q))
        .sign(),
    ).toBe(0);
    expect(
      root(p * q)
        .scale(Rational.of(p))
        .sub(root(p ** 3n * q + 1n))
        .sign(),
    ).toBe(-1);
  });

  it('tells numbers apart that agree to 40 digits and more', () => {
    const n = 10n ** 30n;
    // √(n+1) + √(n−1) − 2√n ≈ −n^(−3/2)/4
    expect(
      root(n + 1n)
        .add(root(n - 1n))
        .sub(root(n, Rational.of(2)))
        .sign(),
    ).toBe(-1);
    expect(root(n + 1n).compare(rational('1000000000000000'))).toBe(1);
  });

  it('knows when it is rational', () => {
    expect(root(12).sub(root(3)).sub(root(3)).add(rational('1/3')).asRational()?.toString()).toBe('1/3');
    expect(root(2).asRational()).toBeUndefined();
    expect(RootSum.root(Rational.of(4, 9)).asRational()?.toString()).toBe('2/3');
    expect(root(2).sub(root(2)).asRational()?.isZero()).toBe(true);
  });

  it('encloses', () => {
    const interval = root(2).sub(rational('7/5')).enclose(30);
    expect(interval.contains(Rational.parse('0.014213562373095048801688724209'))).toBe(false);
    expect(interval.lo.toNumber()).toBeCloseTo(Math.SQRT2 - 1.4, 12);
    expect(interval.lo.lt(interval.hi)).toBe(true);
    expect(interval.width().lt('1e-28')).toBe(true);
  });

  it('prints', () => {
    expect(root(6, Rational.of(-3, 4)).add(rational('1/2')).add(root(2)).toString()).toBe('1/2 + √2 − 3/4·√6');
    expect(root(2).neg().toString()).toBe('-√2');
    expect(RootSum.ZERO.toString()).toBe('0');
  });

  it('refuses negative radicands', () => {
    expect(() => root(-2)).toThrow(ExactError);
  });
});
