import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import {
  type AdvantageRule,
  aggregationWeights,
  type Aggregation,
  gaeOfRow,
  klEstimate,
  nextFactor,
  policyLoss,
  returnAdvantages,
  sequenceLogRatio,
  surrogateLoss,
  usedFactor,
} from '../../src/trainer/index.js';
import { mulberry } from './support/draw.js';

/** Exact value of a double that is a small fraction, and the double next to a fraction. */
const q = (n: number, d = 1): Rational => Rational.of(n, d);
const close = (got: number, want: Rational, tolerance = 1e-13): void => {
  const exact = want.toDouble();
  expect(Math.abs(got - exact)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(exact)));
};
const sum = (xs: readonly Rational[]): Rational => xs.reduce((a, b) => a.add(b), q(0));
const meanOf = (xs: readonly Rational[]): Rational => sum(xs).div(q(xs.length));

describe('advantages equal exact fractions', () => {
  const draw = mulberry(7);
  const returns = Array.from({ length: 24 }, () => q(Math.floor(draw() * 33) - 16, 4));
  const groups = returns.map(
    (_, i) => [0, 0, 0, 0, 1, 1, 1, 2, 3, 3][i % 10] + (i >= 10 ? 10 : 0) + (i >= 20 ? 10 : 0),
  );
  const doubles = returns.map((x) => x.toDouble());
  const others = (i: number): Rational[] => returns.filter((_, k) => groups[k] === groups[i]);

  it.each<[string, AdvantageRule, (i: number) => Rational]>([
    ['no baseline', { baseline: 'none', single: 'zero' }, (i) => returns[i]],
    ['the mean of the group', { baseline: 'group-mean', single: 'zero' }, (i) => returns[i].sub(meanOf(others(i)))],
    ['the mean of the batch', { baseline: 'batch-mean', single: 'zero' }, (i) => returns[i].sub(meanOf(returns))],
    [
      'leave one out, a group of one raw',
      { baseline: 'leave-one-out', single: 'return' },
      (i) => {
        const own = others(i);
        return own.length === 1
          ? returns[i]
          : returns[i].sub(
              sum(own)
                .sub(returns[i])
                .div(q(own.length - 1)),
            );
      },
    ],
    [
      'recentred on the batch',
      { baseline: 'none', single: 'zero', recentre: true },
      (i) => returns[i].sub(meanOf(returns)),
    ],
    [
      'clamped',
      { baseline: 'group-mean', single: 'zero', clamp: 1 },
      (i) => {
        const x = returns[i].sub(meanOf(others(i)));
        return x.compare(q(1)) > 0 ? q(1) : x.compare(q(-1)) < 0 ? q(-1) : x;
      },
    ],
  ])('%s', (_, rule, exact) => {
    returnAdvantages(doubles, groups, rule).forEach((x, i) => close(x, exact(i)));
  });

  it.each(['n', 'n-1'] as const)('the square of a deviation with %s is the exact variance', (divisor) => {
    const scale = { of: 'group', divisor, stabiliser: 0 } as const;
    const scaled = returnAdvantages(doubles, groups, { baseline: 'group-mean', single: 'zero', scale });
    scaled.forEach((x, i) => {
      const own = others(i);
      const centre = meanOf(own);
      const squares = sum(own.map((y) => y.sub(centre).mul(y.sub(centre))));
      const centred = returns[i].sub(centre);
      if (squares.isZero()) expect(x).toBe(0);
      else {
        const variance = squares.div(q(divisor === 'n' ? own.length : own.length - 1));
        close(x * x, centred.mul(centred).div(variance), 1e-12);
        expect(Math.sign(x)).toBe(centred.sign());
      }
    });
  });

  it('equal returns give exactly 0, whatever the stabiliser', () => {
    const rule = {
      baseline: 'group-mean',
      single: 'zero',
      scale: { of: 'group', divisor: 'n', stabiliser: 0 },
    } as const;
    expect(returnAdvantages([0.1, 0.1, 0.1], [1, 1, 1], rule)).toEqual([0, 0, 0]);
  });

  it('refuses a return that is not finite, naming it', () => {
    expect(() => returnAdvantages([0, Number.NaN], [1, 1], { baseline: 'none', single: 'zero' })).toThrow(/return 1/);
  });
});

describe('aggregations equal exact fractions', () => {
  const mask = [[1, 1, 0, 1], [0, 0], [1], [0, 1, 1, 0, 1, 1]];
  const counts = [3, 0, 1, 4];
  it.each<[string, Aggregation, (i: number) => Rational]>([
    ['token mean', { row: 'sum', divisor: 'tokens' }, () => q(1, 8)],
    ['mean of row means', { row: 'mean', divisor: 'rows' }, (i) => q(1, 4 * Math.max(1, counts[i]))],
    ['filled rows only', { row: 'sum', divisor: 'filled-rows' }, () => q(1, 3)],
    ['constant length', { row: 'sum', divisor: 'rows', times: 10 }, () => q(1, 40)],
    ['a given number of tokens', { row: 'sum', divisor: 264, times: 2 }, () => q(1, 528)],
  ])('%s', (_, how, exact) => {
    aggregationWeights(mask, how).forEach((w, i) => close(w, exact(i), 1e-15));
  });
});

describe('ratios, surrogates and carried factors at rational ratios', () => {
  const ratios = [q(1, 8), q(4, 5), q(1), q(6, 5), q(13, 10), q(5), q(40)];
  const advantages = [q(-2), q(-1, 2), q(0), q(3, 4)];
  const least = (a: Rational, b: Rational): Rational => (a.compare(b) < 0 ? a : b);
  const most = (a: Rational, b: Rational): Rational => (a.compare(b) > 0 ? a : b);

  it.each(ratios.flatMap((r) => advantages.map((a) => [r, a] as const)))('ρ = %s, A = %s', (r, a) => {
    const [low, high] = [q(1, 5), q(1, 4)];
    const clipped = least(most(r, q(1).sub(low)), q(1).add(high));
    const ppo = least(r.mul(a), clipped.mul(a));
    const dual = a.sign() < 0 ? most(ppo, q(3).mul(a)) : ppo;
    const capped = least(least(r, q(4)).mul(a), clipped.mul(a));
    const log = Math.log(r.toDouble());
    const at = (extra: object): number =>
      surrogateLoss({ kind: 'clip', low: 0.2, high: 0.25, ...extra }, log, a.toDouble(), -1, -1 - log);
    close(at({}), ppo.neg());
    close(at({ dual: 3 }), dual.neg());
    close(at({ cap: 4 }), capped.neg());
    close(at({ mistake: 'clip-only' }), clipped.mul(a).neg());
    close(at({ mistake: 'min-before-advantage' }), least(r, clipped).mul(a).neg());
  });

  it('a response is the product of its tokens, masked ones left out', () => {
    const log = sequenceLogRatio(
      [Math.log(0.5), Math.log(0.9), Math.log(0.3)],
      [Math.log(0.25), Math.log(0.1), Math.log(0.2)],
      [1, 0, 1],
      'sequence',
    );
    close(Math.exp(log), q(3));
  });

  it('the factor is the exact product, and the released one stays within its bounds', () => {
    let [factor, exact, used] = [1, q(1), q(1)];
    let released = 1;
    for (const r of ratios) {
      factor = nextFactor({ ratio: 'sequence' }, factor, Math.log(r.toDouble()));
      exact = exact.mul(r);
      close(factor, exact, 1e-12);
      released = nextFactor(
        { ratio: 'geometric', perTurn: [0.8, 1.2], accumulated: [0.8, 1.2] },
        released,
        Math.log(r.toDouble()),
      );
      used = least(most(used.mul(least(most(r, q(4, 5)), q(6, 5))), q(4, 5)), q(6, 5));
      close(released, used, 1e-12);
    }
    close(usedFactor({ ratio: 'sequence', accumulated: [0.5, 2], boundAtUse: true }, factor), q(2));
  });
});

describe('KL estimators', () => {
  it.each([q(1, 3), q(1), q(7, 2)])('π_ref/π = %s', (r) => {
    const x = Math.log(r.toDouble());
    expect(klEstimate('k3', -2, -2 + x)).toBeCloseTo(r.toDouble() - x - 1, 13);
    expect(klEstimate('k1', -2, -2 + x)).toBeCloseTo(-x, 13);
    expect(klEstimate('k2', -2, -2 + x)).toBeCloseTo((x * x) / 2, 13);
  });

  it('k3 keeps its digits near 0', () => {
    expect(klEstimate('k3', 0, 1e-9) / 5e-19).toBeCloseTo(1 + 1e-9 / 3, 12);
  });
});

describe('GAE', () => {
  it('equals exact fractions, carried over masked tokens', () => {
    const rewards = [q(1, 2), q(5), q(-1), q(2)];
    const values = [q(1, 4), q(9), q(3, 2), q(-1, 2)];
    const mask = [1, 0, 1, 1];
    const [gamma, lambda] = [q(3, 4), q(1, 2)];
    let [next, tail] = [q(0), q(0)];
    const exact: Rational[] = [];
    for (const j of [3, 2, 0]) {
      tail = rewards[j].add(gamma.mul(next)).sub(values[j]).add(gamma.mul(lambda).mul(tail));
      next = values[j];
      exact[j] = tail;
    }
    const number = (x: Rational): number => x.toDouble();
    const { advantages } = gaeOfRow(rewards.map(number), values.map(number), { gamma: 0.75, lambda: 0.5 }, mask);
    for (const j of [0, 2, 3]) close(advantages[j], exact[j]);
  });
});

describe('policyLoss', () => {
  it('is the weighted sum of exact token losses', () => {
    const ratios = [[q(3, 2), q(1, 2)], [q(4)]];
    const batch = {
      logProbs: ratios.map((row) => row.map((r) => Math.log(r.toDouble()) - 3)),
      oldLogProbs: ratios.map((row) => row.map(() => -3)),
      advantages: [1, -2],
      mask: [[1, 1], [1]],
    };
    const loss = policyLoss(batch, {
      surrogate: { kind: 'clip', low: 0.2, high: 0.2 },
      level: 'token',
      aggregation: { row: 'mean', divisor: 'rows' },
    });
    // Rows: −(6/5 + 1/2)/2 and 8.
    close(loss.loss, q(-17, 20).add(q(8)).div(q(2)), 1e-12);
  });
});
