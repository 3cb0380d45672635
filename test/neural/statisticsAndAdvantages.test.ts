import { describe, expect, it } from 'vitest';
import type { Normalisation, ReturnAdvantage } from '../../src/neural/algorithm/advantageRule.js';
import { generalisedAdvantages } from '../../src/neural/loss/generalisedAdvantages.js';
import { returnAdvantages } from '../../src/neural/loss/returnAdvantages.js';
import { deviation, mean } from '../../src/trainer/statistics.js';
import type { Sample } from '../../src/neural/rollout/samples.js';

const NONE: Normalisation = { kind: 'none' };
const GROUP: Normalisation = {
  kind: 'group-deviation',
  divisor: 'n',
  stabiliser: 0,
  threshold: 0,
  whenZero: 'zero',
};
const BATCH: Normalisation = { ...GROUP, kind: 'batch-deviation' };

function rule(baseline: ReturnAdvantage['baseline'], normalisation = NONE): ReturnAdvantage {
  return { kind: 'return', baseline, single: 'zero', normalisation };
}

/** Advantages of trajectories 0, 1, … with these returns, by group. */
function advantages(groups: readonly (readonly number[])[], how: ReturnAdvantage): number[] {
  const samples = groups.flatMap((returns, group) => returns.map((r) => ({ group, return: r })));
  const byId = returnAdvantages(
    samples.map((sample, id) => ({ id, ...sample })),
    how,
  );
  return samples.map((_, id) => byId.get(id) ?? Number.NaN);
}

describe('mean and deviation', () => {
  it('of equal numbers are that number and 0, bit for bit', () => {
    expect(mean([0.1, 0.1, 0.1])).toBe(0.1);
    expect(deviation([0.1, 0.1, 0.1], 'n-1')).toBe(0);
    // The sum of them divided by their count is not: the trap is real.
    expect((0.1 + 0.1 + 0.1) / 3).not.toBe(0.1);
  });

  it('have the stated divisor', () => {
    expect(deviation([1, 3], 'n')).toBe(1);
    expect(deviation([1, 3], 'n-1')).toBe(Math.SQRT2);
    expect(deviation([5], 'n-1')).toBe(0);
  });

  it('of no numbers are refused', () => expect(() => mean([])).toThrow(RangeError));
});

describe('advantages from returns', () => {
  const baselines = ['none', 'group-mean', 'leave-one-out'] as const;

  it('subtract the mean of the group, of the others, or nothing', () => {
    const one = [[0, 0, 0, 1]];
    expect(advantages(one, rule('none'))).toEqual([0, 0, 0, 1]);
    expect(advantages(one, rule('group-mean'))).toEqual([-0.25, -0.25, -0.25, 0.75]);
    expect(advantages(one, rule('leave-one-out'))).toEqual([-1 / 3, -1 / 3, -1 / 3, 1]);
  });

  it('keep groups apart', () => {
    expect(
      advantages(
        [
          [0, 2],
          [10, 14],
        ],
        rule('group-mean'),
      ),
    ).toEqual([-1, 1, -2, 2]);
  });

  it.each(baselines.slice(1))('of all-equal rewards are exactly 0 with %s, whatever the normalisation', (baseline) => {
    for (const how of [NONE, GROUP, BATCH, { ...GROUP, whenZero: 'unscaled' } as const]) {
      expect(
        advantages(
          [
            [0.1, 0.1, 0.1],
            [0.7, 0.7, 0.7],
          ],
          rule(baseline, how),
        ),
      ).toEqual([0, 0, 0, 0, 0, 0]);
    }
  });

  it('of one winner with the group deviation are (G − 1)/√(G − 1) and −1/√(G − 1), however small the prize', () => {
    for (const prize of [1, 1e-6]) {
      const [loser, , , winner] = advantages([[0, 0, 0, prize]], rule('group-mean', GROUP));
      expect(loser).toBeCloseTo(-1 / Math.sqrt(3), 12);
      expect(winner).toBeCloseTo(Math.sqrt(3), 12);
    }
    // Without it the size of the prize counts.
    expect(advantages([[0, 0, 0, 1e-6]], rule('group-mean'))[3]).toBeCloseTo(7.5e-7, 12);
  });

  it('of a group of one are 0, or the return where the rule says so; leave-one-out refuses it', () => {
    expect(advantages([[3]], rule('group-mean'))).toEqual([0]);
    expect(advantages([[3]], { ...rule('group-mean'), single: 'return' })).toEqual([3]);
    expect(() => advantages([[3]], rule('leave-one-out'))).toThrow('at least two rollouts');
  });

  it('are normalised over the batch: mean 0, deviation 1, clamped where stated', () => {
    const normal = advantages(
      [
        [0, 1],
        [0, 5],
      ],
      rule('group-mean', BATCH),
    );
    expect(mean(normal)).toBeCloseTo(0, 12);
    expect(deviation(normal, 'n')).toBeCloseTo(1, 12);
    const ten = [[...new Array<number>(20).fill(0), 100]];
    expect(Math.max(...advantages(ten, rule('group-mean', BATCH)))).toBeGreaterThan(3);
    expect(Math.max(...advantages(ten, rule('group-mean', { ...BATCH, clamp: 3 })))).toBe(3);
  });

  it('fall back below the threshold as stated', () => {
    const tiny = [[0, 1e-9]];
    const how = { ...BATCH, threshold: 1e-6 } as const;
    expect(advantages(tiny, rule('none', { ...how, whenZero: 'zero' }))).toEqual([0, 0]);
    expect(advantages(tiny, rule('none', { ...how, whenZero: 'unscaled' }))).toEqual([-5e-10, 5e-10]);
  });

  it('refuse two trajectories of one id, and returns that are not finite', () => {
    const sample = { id: 1, group: 0, return: 1 };
    expect(() => returnAdvantages([sample, sample], rule('none'))).toThrow('id 1');
    expect(() => returnAdvantages([{ ...sample, return: Number.NaN }], rule('none'))).toThrow('trajectory 1 is NaN');
  });
});

describe('generalised advantages', () => {
  /** Two responses of two tokens and one, between other tokens. */
  const sample: Sample = {
    id: 4,
    group: 0,
    tokens: Int32Array.of(9, 1, 2, 9, 3),
    responses: [
      { turn: 1, start: 1, length: 2, legal: [], reward: 1 },
      { turn: 2, start: 4, length: 1, legal: [], reward: 10 },
    ],
    return: 11,
  };
  const values = new Map([[4, Float32Array.of(99, 2, 3, 99, 4)]]);
  const of = (lambda: number): number[] => {
    const { advantages: all } = generalisedAdvantages([sample], values, { kind: 'gae', lambda, normalisation: NONE });
    return Array.from(all.get(4) ?? []);
  };

  it('are the returns to go less the values for λ = 1', () => expect(of(1)).toEqual([0, 9, 8, 0, 6]));

  it('are one-step errors for λ = 0, across the observation', () => expect(of(0)).toEqual([0, 1, 2, 0, 6]));

  it('follow the recursion in between', () => expect(of(0.5)).toEqual([0, 3.5, 5, 0, 6]));

  it('aim the critic at advantage + value', () => {
    const { targets } = generalisedAdvantages([sample], values, { kind: 'gae', lambda: 1, normalisation: BATCH });
    expect(Array.from(targets.get(4) ?? [])).toEqual([0, 11, 11, 0, 10]);
  });
});
