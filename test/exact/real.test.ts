import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { ExactError } from '../../src/exact/exactError.js';
import { Interval } from '../../src/exact/interval.js';
import { Rational } from '../../src/exact/rational.js';
import { isExactly, type Real, RealArithmetic } from '../../src/exact/real.js';
import { smallRational } from '../support/arbitraryRational.js';

const { ZERO, ONE } = Rational;
const reals = new RealArithmetic(30);

/** A rational together with itself as it is or enclosed. */
const known = fc.tuple(smallRational(), fc.boolean()).map(([exact, enclosed]): { exact: Rational; real: Real } => ({
  exact,
  real: enclosed ? Interval.of(exact, 30) : exact,
}));

function encloses(x: Real, exact: Rational): boolean {
  return x instanceof Interval ? x.contains(exact) : isExactly(x, exact);
}

describe('RealArithmetic', () => {
  test.prop([known, known], { numRuns: 500 })(
    'contains the exact result, and is exact where both operands are',
    (x, y) => {
      const both = x.real instanceof Rational && y.real instanceof Rational;
      for (const operation of ['add', 'sub', 'mul'] as const) {
        const result = reals[operation](x.real, y.real);
        expect(encloses(result, x.exact[operation](y.exact))).toBe(true);
        if (both) expect(result).toBeInstanceOf(Rational);
      }
      if (y.exact.isZero()) expect(() => reals.div(x.real, y.real)).toThrow(ExactError);
      else expect(encloses(reals.div(x.real, y.real), x.exact.div(y.exact))).toBe(true);
      const [a, b] = [x, y].map(({ exact, real }) => ({
        exact: exact.abs(),
        real: exact.sign() < 0 ? real.neg() : real,
      }));
      if (!a.exact.add(b.exact).isZero()) {
        expect(encloses(reals.share(a.real, b.real), a.exact.div(a.exact.add(b.exact)))).toBe(true);
      }
    },
  );

  test.prop([known, known], { numRuns: 500 })('compare never contradicts the exact order', (x, y) => {
    const order = (['less', 'equal', 'greater'] as const)[x.exact.compare(y.exact) + 1];
    const answer = reals.compare(x.real, y.real);
    expect([order, 'uncertain']).toContain(answer);
    if (order !== 'equal') expect(answer).toBe(order);
    expect(reals.compare(x.real, x.real)).toBe('equal');
  });

  test.prop([fc.array(fc.tuple(known, known), { maxLength: 4 })])('sum and inner', (pairs) => {
    const exact = Rational.sum(pairs.map(([x, y]) => x.exact.mul(y.exact)));
    expect(
      encloses(
        reals.inner(
          pairs.map(([x]) => x.real),
          pairs.map(([, y]) => y.real),
        ),
        exact,
      ),
    ).toBe(true);
    expect(encloses(reals.sum(pairs.map(([x]) => x.real)), Rational.sum(pairs.map(([x]) => x.exact)))).toBe(true);
  });

  test('neutral elements lose nothing: x + 0, x · 1, x ÷ 1 are x itself, x · 0 and x − x are 0', () => {
    const x = Interval.of(Rational.of(1, 3), 30);
    for (const same of [
      reals.add(x, ZERO),
      reals.add(ZERO, x),
      reals.mul(x, ONE),
      reals.mul(ONE, x),
      reals.div(x, ONE),
    ]) {
      expect(same).toBe(x);
    }
    for (const zero of [reals.mul(x, ZERO), reals.mul(ZERO, x), reals.sub(x, x)])
      expect(isExactly(zero, ZERO)).toBe(true);
  });

  test('exp 0 and ln 1 are exact, other values are enclosed', () => {
    expect(isExactly(reals.exp(ZERO), ONE)).toBe(true);
    expect(isExactly(reals.ln(ONE), ZERO)).toBe(true);
    expect(isExactly(reals.ln(reals.exp(ONE)), ONE)).toBe(false);
    expect(encloses(reals.ln(reals.exp(ONE)), ONE)).toBe(true);
    expect(() => reals.ln(ZERO)).toThrow(ExactError);
  });
});
