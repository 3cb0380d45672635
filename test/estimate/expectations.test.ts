import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { RootSum } from '../../src/exact/rootSum.js';
import { EstimateError } from '../../src/estimate/estimateError.js';
import type { ReturnEstimator } from '../../src/estimate/estimator.js';
import {
  batchDeviation,
  EXACT,
  grae,
  groupDeviation,
  JOINT,
  leaveOneOut,
  POPULATION,
  REINFORCE,
  reinforcePlusPlus,
  SAMPLE,
} from '../../src/estimate/estimators.js';
import { alignment, expectedUpdate, policyGradient } from '../../src/estimate/policyGradient.js';
import { expectedEstimate } from '../../src/estimate/expectedEstimate.js';
import { chance, decision, game, terminal } from '../../src/game/builders.js';
import type { Game } from '../../src/game/game.js';
import { type Policy, policyFromSets, uniformPolicy } from '../../src/policy/policy.js';
import { bruteUpdate } from './bruteForce.js';

const rational = (text: string): Rational => Rational.parse(text);
const policyOf = (of: Game, ...sets: string[][]): Policy =>
  policyFromSets(
    of,
    sets.map((set) => set.map(rational)),
  );
const texts = (numbers: readonly (RootSum | Rational)[]): string[] => numbers.map(String);

/** Two contexts; in the first a second turn, in the second a coin. */
const SMALL = game(
  'small',
  chance([
    ['1/3', 'x', decision({ a: terminal(1), b: decision({ a: terminal(0), b: terminal(3) }) })],
    [
      '2/3',
      'y',
      decision({
        a: terminal(1),
        b: chance([
          ['1/4', 'win', terminal(5)],
          ['3/4', 'lose', terminal(0)],
        ]),
      }),
    ],
  ]),
);
/** Information sets are numbered turn by turn: x, y, and x after b. */
const SMALL_POLICY = policyOf(SMALL, ['1/2', '1/2'], ['1/3', '2/3'], ['3/4', '1/4']);

/** Each estimator's definition on the returns of one batch, spelled out. */
const mean = (numbers: readonly Rational[]): Rational => Rational.sum(numbers).div(Rational.of(numbers.length));
const over = (x: Rational, numbers: readonly Rational[], less: 0 | 1): RootSum => {
  const centre = mean(numbers);
  const squares = Rational.sum(numbers.map((y) => y.sub(centre).pow(2)));
  if (squares.isZero()) return RootSum.ZERO;
  return RootSum.root(Rational.of(numbers.length - less).div(squares), x);
};
const graeOf = (group: readonly Rational[]): Rational[] => group.map((r) => r.sub(mean(group)));

const DEFINITIONS: readonly {
  name: string;
  estimator: ReturnEstimator;
  size: number;
  contexts: number;
  estimates: (batch: readonly (readonly Rational[])[]) => readonly (readonly RootSum[])[];
}[] = [
  {
    name: 'GRAE, G = 3',
    estimator: grae(3),
    size: 3,
    contexts: 1,
    estimates: (batch) => batch.map((group) => graeOf(group).map((x) => RootSum.of(x))),
  },
  {
    name: 'leave-one-out, G = 3',
    estimator: leaveOneOut(3),
    size: 3,
    contexts: 1,
    estimates: (batch) =>
      batch.map((group) => group.map((r, i) => RootSum.of(r.sub(mean(group.filter((_, j) => j !== i)))))),
  },
  {
    name: 'group deviation with n, G = 3',
    estimator: groupDeviation(3),
    size: 3,
    contexts: 1,
    estimates: (batch) => batch.map((group) => graeOf(group).map((x) => over(x, group, 0))),
  },
  {
    name: 'group deviation with n − 1, G = 2',
    estimator: groupDeviation(2, SAMPLE),
    size: 2,
    contexts: 1,
    estimates: (batch) => batch.map((group) => graeOf(group).map((x) => over(x, group, 1))),
  },
  {
    name: 'batch deviation, G = 2, B = 2',
    estimator: batchDeviation(2, 2, SAMPLE),
    size: 2,
    contexts: 2,
    estimates: (batch) => {
      const all = batch.flatMap(graeOf);
      return batch.map((group) => graeOf(group).map((x) => over(x.sub(mean(all)), all, 1)));
    },
  },
  {
    name: 'batch deviation of leave-one-out, G = 2, B = 2',
    estimator: { ...batchDeviation(2, 2), baseline: 'leave-one-out' },
    size: 2,
    contexts: 2,
    estimates: (batch) => {
      const doubled = batch.map((group) => graeOf(group).map((x) => x.add(x)));
      return doubled.map((group) => group.map((x) => over(x, doubled.flat(), 0)));
    },
  },
  {
    name: 'REINFORCE++, B = 3',
    estimator: reinforcePlusPlus(3),
    size: 1,
    contexts: 3,
    estimates: (batch) => batch.map((group) => group.map((r) => over(r.sub(mean(batch.flat())), batch.flat(), 0))),
  },
];

describe('the expected update', () => {
  it.each(DEFINITIONS)('is the sum over all tuples: $name', ({ estimator, size, contexts, estimates }) => {
    const brute = bruteUpdate(SMALL_POLICY, size, contexts, estimates);
    const update = expectedUpdate(SMALL_POLICY, estimator);
    expect(update).toHaveLength(6);
    expect(update.map((x, k) => x.sub(brute[k]).sign())).toEqual([0, 0, 0, 0, 0, 0]);
    expect(brute.some((x) => x.sign() !== 0)).toBe(true);
  });

  it('of the advantage, of R − V and of R alone is ∇J', () => {
    const gradient = texts(policyGradient(SMALL_POLICY));
    for (const estimator of [EXACT, JOINT, REINFORCE, grae('limit'), leaveOneOut(2)]) {
      expect(texts(expectedUpdate(SMALL_POLICY, estimator))).toEqual(gradient);
    }
    // Context y: d = 2/3, π = (1/3, 2/3), Q = (1, 5/4), V = 7/6: (2/3)(1/3)(−1/6).
    expect(gradient[2]).toBe('-1/27');
    // The second history of x: d = 1/6, π = (3/4, 1/4), Q = (0, 3), V = 3/4: (1/6)(3/4)(−3/4).
    expect(gradient[4]).toBe('-3/32');
  });

  it('tends to the large group: G = 12 is closer to the limit than G = 4', () => {
    const arms = game('arms', decision({ a: terminal(0), b: terminal(1) }));
    const policy = policyOf(arms, ['1/4', '3/4']);
    const at = (size: number | 'limit'): number => alignment(policy, groupDeviation(size)).toDouble();
    expect(Math.abs(at(12) - at('limit'))).toBeLessThan(Math.abs(at(4) - at('limit')) / 2);
  });
});

describe('values by hand', () => {
  const arms = game('two arms', decision({ a: terminal(0), b: terminal(1) }));
  const fair = uniformPolicy(arms);
  const estimates = (estimator: ReturnEstimator, policy = fair): string[] => texts(expectedEstimate(policy, estimator));

  it('group mean, G = 2: half of the time the other is equal', () => {
    expect(estimates(grae(2))).toEqual(['-1/4', '1/4']);
    expect(estimates(leaveOneOut(2))).toEqual(['-1/2', '1/2']);
  });

  it('group deviation, G = 2: ±1 when the two differ, ±1/√2 with divisor n − 1', () => {
    expect(estimates(groupDeviation(2))).toEqual(['-1/2', '1/2']);
    expect(estimates(groupDeviation(2, SAMPLE))).toEqual(['-1/4·√2', '1/4·√2']);
  });

  it('one winner of three: (1 − 1/3)/√(2/9) = √2', () => {
    // b against (a, a) √2, against one a (1/3)/√(2/9) = 1/√2, with weights 1/4 and 1/2.
    expect(estimates(groupDeviation(3))).toEqual(['-1/2·√2', '1/2·√2']);
  });

  it('a group of one learns nothing from its own mean', () => {
    expect(estimates(grae(1))).toEqual(['0', '0']);
    expect(estimates(groupDeviation(1))).toEqual(['0', '0']);
    expect(estimates({ ...JOINT, normalisation: { kind: 'group-deviation', deviation: POPULATION } })).toEqual([
      '0',
      '0',
    ]);
  });

  it('all rewards equal: 0 by default; the difference itself where that is chosen', () => {
    const equal = uniformPolicy(game('equal', decision({ a: terminal(2), b: terminal(2) })));
    expect(estimates(groupDeviation(3), equal)).toEqual(['0', '0']);
    const unscaled = { ...POPULATION, whenZero: 'unscaled' } as const;
    expect(estimates(groupDeviation(3, unscaled), equal)).toEqual(['0', '0']);
    // Without a baseline the two conventions differ: the return 2 remains.
    const bare = (deviation: typeof unscaled | typeof POPULATION): ReturnEstimator => ({
      ...REINFORCE,
      groupSize: 2,
      normalisation: { kind: 'group-deviation', deviation },
    });
    expect(estimates(bare(POPULATION), equal)).toEqual(['0', '0']);
    expect(estimates(bare(unscaled), equal)).toEqual(['2', '2']);
  });

  it('a stabiliser δ: x/(σ + δ), also where σ = δ and where σ = 0', () => {
    const stabilised = (text: string): ReturnEstimator =>
      groupDeviation(2, { ...POPULATION, stabiliser: rational(text) });
    // Half of the time σ = 1/2 and x = ±1/2; else x = 0.
    expect(estimates(stabilised('1/2'))).toEqual(['-1/4', '1/4']);
    expect(estimates(stabilised('1/4'))).toEqual(['-1/3', '1/3']);
    expect(estimates(stabilised('1/1000000'))).toEqual(['-250000/500001', '250000/500001']);
    expect(() => estimates(stabilised('-1'))).toThrow('at least 0');
  });

  it('a large batch: one constant, here σ = 1/2·√(1/2) for G = 2', () => {
    // Â = ±1/2 or 0 with equal odds: σ² = 1/8; E[Â|b] = 1/4.
    expect(estimates(batchDeviation(2, 'limit'))).toEqual(['-1/2·√2', '1/2·√2']);
  });

  it('large groups in large batches: the variance within the contexts and between them', () => {
    // Two contexts, returns 0 or 2 and 4 or 10, all even odds. Without a baseline the mean is 4, the variance within
    // them (1 + 9)/2 = 5 and between them 9: σ = √14.
    const two = game(
      'two',
      chance([
        ['1/2', 'x', decision({ a: terminal(0), b: terminal(2) })],
        ['1/2', 'y', decision({ a: terminal(4), b: terminal(10) })],
      ]),
    );
    const even = uniformPolicy(two);
    const estimator: ReturnEstimator = { ...batchDeviation('limit', 'limit'), baseline: 'none' };
    const root = (x: number): string =>
      RootSum.of(rational('1/14'))
        .scale(rational(String(x)))
        .toString() + '·√14';
    const on = texts(expectedEstimate(even, estimator)).slice(2);
    expect(on).toEqual([-4, -2, 0, 6].map((x) => (x === 0 ? '0' : root(x))));
    // With the group's mean nothing is left between them: σ = √5.
    const centred: ReturnEstimator = { ...batchDeviation('limit', 'limit'), baseline: 'group-mean' };
    expect(texts(expectedEstimate(even, centred)).slice(2)).toEqual(['-1/5·√5', '1/5·√5', '-3/5·√5', '3/5·√5']);
  });

  it('∇J of a bandit: π_a·(r_a − J)', () => {
    expect(texts(policyGradient(policyOf(arms, ['1/4', '3/4'])))).toEqual(['-3/16', '3/16']);
  });
});

describe('what is refused', () => {
  const policy = SMALL_POLICY;
  it.each<[string, ReturnEstimator, string]>([
    ['leave-one-out of one', leaveOneOut(1), 'group size of at least 2'],
    ['n − 1 of one', groupDeviation(1, SAMPLE), 'divisor "n"'],
    ['a group of none', grae(0), 'positive integer'],
    ['half a batch', batchDeviation(2, 1.5), 'positive integer'],
    ['a finite batch of infinite groups', batchDeviation('limit', 2), 'not defined'],
  ])('%s', (_, estimator, message) => {
    expect(() => expectedEstimate(policy, estimator)).toThrow(EstimateError);
    expect(() => expectedEstimate(policy, estimator)).toThrow(message);
  });

  it('returns that no end tells, and only these', () => {
    const shared = game('shared', decision({ a: 'end', b: decision({ c: 'end', d: terminal(0) }) }), {
      discount: '1/2',
      nodes: { end: terminal(1) },
    });
    const of = (returns: 'discounted' | 'undiscounted'): unknown =>
      expectedEstimate(uniformPolicy(shared), { ...leaveOneOut(2), returns });
    expect(() => of('discounted')).toThrow('unroll it into a tree first');
    expect(() => of('undiscounted')).not.toThrow();
  });

  it('too many combinations, with a way out', () => {
    expect(() => alignment(policy, batchDeviation(3, 3), { limit: 50 })).toThrow(
      /more than 50; take smaller groups or batches, or sampledAlignment/,
    );
  });
});

describe('batches of one group', () => {
  it('are normalised as the group is, for any arms', () => {
    const reward = fc.integer({ min: -4, max: 4 });
    fc.assert(
      fc.property(reward, reward, reward, fc.integer({ min: 1, max: 5 }), (x, y, z, weight) => {
        const three = game('three', decision({ a: terminal(x), b: terminal(y), c: terminal(z) }));
        const total = weight + 2;
        const policy = policyFromSets(three, [
          [Rational.of(weight, total), Rational.of(1, total), Rational.of(1, total)],
        ]);
        const group = expectedEstimate(policy, groupDeviation(3));
        const batch = expectedEstimate(policy, batchDeviation(3, 1));
        expect(group.map((own, e) => own.equals(batch[e]))).toEqual([true, true, true]);
      }),
      { numRuns: 40 },
    );
  });
});
