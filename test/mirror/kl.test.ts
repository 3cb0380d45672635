import { fc, test } from '@fast-check/vitest';
import { Decimal } from 'decimal.js';
import { describe, expect } from 'vitest';
import { ExactError } from '../../src/exact/exactError.js';
import { Interval } from '../../src/exact/interval.js';
import { Rational } from '../../src/exact/rational.js';
import { isExactly, type Real, RealArithmetic } from '../../src/exact/real.js';
import { kl, klDrift, klStep } from '../../src/mirror/kl.js';
import { inner } from '../../src/mirror/mirrorStep.js';
import { sizes } from '../support/arbitraryProblem.js';
import { distribution, smallRational } from '../support/arbitraryRational.js';

const { ZERO, ONE } = Rational;
const DIGITS = 40;
const reals = new RealArithmetic(DIGITS);
const D = Decimal.clone({ defaults: true, precision: 200 });
const RUNS = { numRuns: 200 };

const decimal = (x: Rational): Decimal => D.div(x.numerator.toString(), x.denominator.toString());

/** Does the enclosure contain the decimal, and is it narrow? The reference itself is off by less than 10^−150. */
function expectEncloses(x: Real, reference: Decimal): void {
  const { lo, hi } = reals.enclose(x);
  const slack = D.add(D.abs(reference), 1).mul('1e-150');
  expect([D.sub(lo, slack).lte(reference), D.add(hi, slack).gte(reference)]).toEqual([true, true]);
  expect(D.sub(hi, lo).lte(D.add(D.abs(reference), 1).mul('1e-35'))).toBe(true);
}

/** n actions: an old distribution (zeros allowed), another one inside its support, advantages. */
const instance = fc.integer({ min: 1, max: 4 }).chain((n) =>
  fc
    .tuple(distribution(n), distribution(n, true), fc.array(smallRational(), { minLength: n, maxLength: n }), sizes)
    .map(([p, raw, advantage, lambda]) => {
      const kept = raw.map((mass, a) => (p[a].isZero() ? ZERO : mass));
      const total = Rational.sum(kept);
      return { p, r: kept.map((mass) => mass.div(total)), advantage, lambda };
    }),
);

describe('kl', () => {
  test.prop([instance], RUNS)(
    'encloses the divergence computed with 200 digits; 0 only for equal distributions',
    ({ p, r }) => {
      const terms = r.map((mass, a) =>
        mass.isZero() ? new D(0) : D.mul(decimal(mass), D.ln(decimal(mass.div(p[a])))),
      );
      const result = kl(r, p, DIGITS);
      expectEncloses(result, D.sum(new D(0), ...terms));
      const equal = r.every((mass, a) => mass.equals(p[a]));
      expect(reals.compare(result, ZERO)).toBe(equal ? 'equal' : 'greater');
    },
  );

  test('0·ln 0 = 0, by hand: all mass on one of two equal actions costs ln 2', () => {
    const half = Rational.of(1, 2);
    expectEncloses(kl([ONE, ZERO], [half, half], DIGITS), D.ln(2));
    expectEncloses(klDrift(Rational.of(3), [ONE, ZERO], [half, half], DIGITS), D.mul(3, D.ln(2)));
    expect(isExactly(kl([ZERO, ONE], [ZERO, ONE], DIGITS), ZERO)).toBe(true);
  });

  test('it is infinite, and says so, where p has no mass but q has', () => {
    expect(() => kl([ONE, ZERO], [ZERO, ONE], DIGITS)).toThrow(ExactError);
    expect(() => kl([ONE, ZERO], [ZERO, ONE], DIGITS)).toThrow(/KL\(q‖p\) is infinite/);
  });

  test.prop([fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 19 })])(
    'masses enclosed from 0 on keep the sum enclosed',
    (k, top, m) => {
      const [x, high] = [Math.min(k, top), Math.max(k, top)].map((n) => Rational.of(n, 20));
      const p = [Rational.of(m, 20), Rational.of(20 - m, 20)];
      const enclosed = [Interval.between(ZERO, high, DIGITS), Interval.between(ONE.sub(high), ONE, DIGITS)];
      const [lo, hi] = reals.enclose(kl(enclosed, p, DIGITS)).bounds();
      const [low, upper] = reals.enclose(kl([x, ONE.sub(x)], p, DIGITS)).bounds();
      expect(lo.le(low) && upper.le(hi)).toBe(true);
    },
  );
});

describe('klStep', () => {
  test.prop([instance], RUNS)(
    'encloses p·exp(A/λ) normalised; no mass where there was none; the masses can sum to 1',
    (i) => {
      const q = klStep(i.lambda, i.p, i.advantage, DIGITS);
      const weights = i.p.map((p, a) => D.mul(decimal(p), D.exp(decimal(i.advantage[a].div(i.lambda)))));
      const total = D.sum(...weights);
      q.forEach((mass, a) => expectEncloses(mass, D.div(weights[a], total)));
      expect(q.every((mass, a) => !i.p[a].isZero() || isExactly(mass, ZERO))).toBe(true);
      expect(reals.enclose(reals.sum(q)).contains(ONE)).toBe(true);
    },
  );

  test('by hand: from even odds, advantages 0 and 2 with λ = 2 give odds 1 : e', () => {
    const half = Rational.of(1, 2);
    const q = klStep(Rational.of(2), [half, half], [ZERO, Rational.of(2)], DIGITS);
    expectEncloses(q[1], D.div(D.exp(1), D.add(D.exp(1), 1)));
  });

  test.prop([instance], RUNS)('three-point identity: ⟨r − q, A⟩ = λ(KL(r‖p) − KL(r‖q) − KL(q‖p)) for every r', (i) => {
    const q = klStep(i.lambda, i.p, i.advantage, DIGITS);
    const left = reals.sub(inner(i.r, i.advantage), reals.inner(q, i.advantage));
    const divergences = reals.sub(reals.sub(kl(i.r, i.p, DIGITS), kl(i.r, q, DIGITS)), kl(q, i.p, DIGITS));
    const gap = reals.enclose(reals.sub(left, reals.mul(i.lambda, divergences)));
    expect(gap.containsZero()).toBe(true);
    expect(gap.width().lt('1e-33')).toBe(true);
  });

  test.prop([instance], RUNS)('no other distribution has a greater ⟨q, A⟩ − λKL(q‖p)', (i) => {
    const q = klStep(i.lambda, i.p, i.advantage, DIGITS);
    const reached = (x: readonly Real[]): Real =>
      reals.sub(reals.inner(x, i.advantage), klDrift(i.lambda, x, i.p, DIGITS));
    expect(reals.compare(reached(i.r), reached(q))).not.toBe('greater');
  });

  test('the same comparison catches a step of the wrong size', () => {
    const p = [Rational.of(1, 3), Rational.of(2, 3)];
    const advantage = [ONE, ZERO];
    const wrong = klStep(Rational.of(2), p, advantage, DIGITS);
    const right = klStep(ONE, p, advantage, DIGITS);
    const reached = (x: readonly Real[]): Real => reals.sub(reals.inner(x, advantage), klDrift(ONE, x, p, DIGITS));
    expect(reals.compare(reached(right), reached(wrong))).toBe('greater');
  });

  test.prop([instance, fc.array(smallRational(), { minLength: 4, maxLength: 4 })], RUNS)(
    'from an enclosed distribution: two steps are one step with the sum of the advantages',
    (i, more) => {
      const second = more.slice(0, i.p.length);
      const twice = klStep(i.lambda, klStep(i.lambda, i.p, i.advantage, DIGITS), second, DIGITS);
      const once = klStep(
        i.lambda,
        i.p,
        i.advantage.map((x, a) => x.add(second[a])),
        DIGITS,
      );
      twice.forEach((mass, a) => {
        const gap = reals.enclose(reals.sub(mass, once[a]));
        expect(gap.containsZero()).toBe(true);
        expect(gap.width().lt('1e-35')).toBe(true);
      });
    },
  );

  test.prop([instance], RUNS)('equal advantages of the supported actions leave the very same distribution', (i) => {
    const level = i.p.map((p, a) => (p.isZero() ? i.advantage[a] : i.advantage[0]));
    const q = klStep(i.lambda, i.p, level, DIGITS);
    q.forEach((mass, a) => expect(mass).toBe(i.p[a]));
  });

  test('advantages that are only enclosed, and so not known to be equal, still give an enclosure', () => {
    const half = Rational.of(1, 2);
    const third = Interval.of(Rational.of(1, 3), DIGITS);
    const q = klStep(ONE, [half, half], [third, Interval.of(Rational.of(1, 3), DIGITS)], DIGITS);
    expect(reals.enclose(q[0]).contains(half)).toBe(true);
    expectEncloses(q[0], new D('0.5'));
  });

  test('huge and tiny advantages stay in range, as the greatest is subtracted first', () => {
    const third = Rational.of(1, 3);
    const advantage = [Rational.of(10n ** 30n), Rational.of(10n ** 30n).sub(ONE), Rational.of(-(10n ** 30n))];
    const q = klStep(ONE, [third, third, third], advantage, DIGITS);
    expectEncloses(q[0], D.div(1, D.add(1, D.exp(-1))));
    expect(reals.enclose(q[2]).lo.isZero() && reals.enclose(q[2]).hi.lt('1e-400000')).toBe(true);
  });

  test('λ must be positive', () => {
    expect(() => klStep(ZERO, [ONE], [ONE], DIGITS)).toThrow(/λ must be positive, not 0/);
  });
});
