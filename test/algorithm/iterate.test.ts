import { describe, expect, test } from 'vitest';
import type { Algorithm } from '../../src/algorithm/algorithm.js';
import { clippedCarry } from '../../src/algorithm/carry.js';
import { iterate } from '../../src/algorithm/iterate.js';
import { clipped, exact, gradient, jointClipped, kl, tokenClipped } from '../../src/algorithm/surrogates.js';
import { COMMON, type Family } from '../../src/claims/generate/family.js';
import { Random } from '../../src/claims/generate/random.js';
import { randomInstance } from '../../src/claims/generate/randomInstance.js';
import { gae, grae, JOINT } from '../../src/estimate/estimators.js';
import { Rational } from '../../src/exact/rational.js';
import { type Real, RealArithmetic } from '../../src/exact/real.js';
import { clip } from '../../src/mirror/clip.js';
import { parseStep } from '../../src/mirror/parseStep.js';
import type { Policy } from '../../src/policy/policy.js';
import { carrySweep, clippedCarry as clippedFactor } from '../../src/sweep/carrySweep.js';
import { klSweep } from '../../src/sweep/klSweep.js';
import type { Order } from '../../src/sweep/order.js';
import { softmaxGradientStep } from '../../src/sweep/softmaxGradient.js';
import { sweep } from '../../src/sweep/sweep.js';
import type { Tie } from '../../src/sweep/tie.js';

const INFORMATION = [
  { kind: 'full' },
  { kind: 'truncated', window: 0 },
  { kind: 'shared', window: 0 },
] as const satisfies Family['information'][];

function* policies(family: Family, count: number, seed = 1): Generator<Policy> {
  const random = new Random(seed);
  for (let n = 0; n < count; n++) yield randomInstance(random, family).policies['old'];
}

const texts = (numbers: readonly Real[]): string[] => numbers.map((x) => x.toString());
const algorithm = (surrogate: Algorithm['surrogate'], order: Algorithm['order'] = 'reverse'): Algorithm => ({
  name: 'test',
  estimator: JOINT,
  surrogate,
  order,
});

describe('iterate, path by path, agrees with the sweep that works on whole games', () => {
  for (const information of INFORMATION) {
    for (const order of ['reverse', 'forward', 'simultaneous'] as const) {
      test(`${information.kind} information, ${order} order`, () => {
        const steps = [
          ['clip:1/5', clipped('1/5')],
          ['euclidean:2', exact('euclidean:2')],
          ['ratio-box:1/3', exact('ratio-box:1/3')],
        ] as const;
        for (const old of policies({ ...COMMON, information, edgeRewards: true }, 25)) {
          for (const [step, surrogate] of steps) {
            for (const tie of ['stay', 'first', 'last', 'adversarial'] as const satisfies Tie[]) {
              const expected = sweep(old, { step: parseStep(step), order, tie }).policy.probability;
              expect(texts(iterate(algorithm(surrogate, order), old, { tie }).probability)).toEqual(texts(expected));
            }
          }
        }
      });
    }
  }

  test('a permutation of three turns', () => {
    const order: Order = [2, 1, 3];
    let compared = 0;
    for (const old of policies(COMMON, 60)) {
      if (old.game.turns !== 3) continue;
      compared += 1;
      const expected = sweep(old, { step: clip(Rational.of(1, 5)), order }).policy.probability;
      expect(texts(iterate(algorithm(clipped('1/5'), order), old).probability)).toEqual(texts(expected));
    }
    expect(compared).toBeGreaterThan(5);
  });

  test('with clipped factors of M', () => {
    const epsilon = Rational.of(1, 5);
    for (const old of policies({ ...COMMON, turns: 3 }, 40)) {
      const expected = carrySweep(old, clip(epsilon), clippedFactor(epsilon)).probability;
      const released: Algorithm = { ...algorithm(clipped('1/5')), carry: clippedCarry(epsilon) };
      expect(texts(iterate(released, old).probability)).toEqual(texts(expected));
    }
  });

  test('with the KL step and with the gradient step, as enclosures that overlap', () => {
    const reals = new RealArithmetic(40);
    let moved = 0;
    for (const old of policies({ ...COMMON, turns: 2 }, 12)) {
      const expected = klSweep(old, { lambda: Rational.ONE, precision: 40 }).policy.probability;
      const found = iterate(algorithm(kl('1')), old, { precision: 40 }).probability;
      const gradientExpected = softmaxGradientStep(old, { size: Rational.ONE, precision: 40 }).probability;
      const gradientFound = iterate(algorithm(gradient('1'), 'simultaneous'), old, { precision: 40 }).probability;
      for (const [xs, ys] of [
        [expected, found],
        [gradientExpected, gradientFound],
      ]) {
        xs.forEach((x, e) => {
          if (reals.compare(x, old.probability[e]) !== 'equal') moved += 1;
          expect(['equal', 'uncertain']).toContain(reals.compare(x, ys[e]));
          expect(ys[e].toString().slice(0, 20)).toBe(x.toString().slice(0, 20));
        });
      }
    }
    expect(moved).toBeGreaterThan(20);
  });
});

describe('the levels of the clip', () => {
  test('token by token is turn by turn where every turn has two actions, and not otherwise', () => {
    const compare = (actions: [number, number]): number => {
      let different = 0;
      for (const old of policies({ ...COMMON, turns: 2, actions }, 40)) {
        const perTurn = texts(iterate(algorithm(clipped('1/5'), 'simultaneous'), old).probability);
        const perToken = texts(iterate(algorithm(tokenClipped('1/5'), 'simultaneous'), old).probability);
        if (perTurn.join() !== perToken.join()) different += 1;
      }
      return different;
    };
    expect(compare([2, 2])).toBe(0);
    expect(compare([3, 3])).toBeGreaterThan(10);
  });

  test('the joint clip is the clip of the turn where a path has one turn, and not otherwise', () => {
    const compare = (turns: number): number => {
      let different = 0;
      for (const old of policies({ ...COMMON, turns }, 40)) {
        const perTurn = texts(iterate(algorithm(clipped('1/5')), old).probability);
        if (perTurn.join() !== texts(iterate(algorithm(jointClipped('1/5')), old).probability).join()) different += 1;
      }
      return different;
    };
    expect(compare(1)).toBe(0);
    expect(compare(3)).toBeGreaterThan(3);
  });
});

test('estimators that agree in the mean agree in the step that needs only the mean', () => {
  let differentClip = 0;
  for (const old of policies({ ...COMMON, turns: 2 }, 25)) {
    const with_ = (estimator: Algorithm['estimator'], surrogate: Algorithm['surrogate']): string =>
      texts(iterate({ ...algorithm(surrogate, 'simultaneous'), estimator }, old).probability).join();
    expect(with_(gae('1/2'), exact('euclidean:2'))).toBe(with_(JOINT, exact('euclidean:2')));
    // (1 − 1/G) times the exact mean: the drift must shrink likewise.
    expect(with_(grae(2), exact('euclidean:1'))).toBe(with_(JOINT, exact('euclidean:2')));
    if (with_(grae(2), clipped('1/5')) !== with_(JOINT, clipped('1/5'))) differentClip += 1;
  }
  expect(differentClip).toBeGreaterThan(0);
});
