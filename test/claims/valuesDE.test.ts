import { describe, expect, it } from 'vitest';
import { gainsItsDrift } from '../../src/claims/catalogue/D3.js';
import { D1, sweepImproves } from '../../src/claims/catalogue/D1.js';
import { D12 } from '../../src/claims/catalogue/D12.js';
import { D3 } from '../../src/claims/catalogue/D3.js';
import { bestAttainable } from '../../src/claims/catalogue/bestAttainable.js';
import { historyObjectives, meanRises } from '../../src/claims/catalogue/clipCondition.js';
import { restingPoint } from '../../src/claims/catalogue/E5.js';
import { expectedDrift, summedAlong } from '../../src/claims/catalogue/expectedDrift.js';
import { fixedIffOptimal, largestImprovement } from '../../src/claims/catalogue/fixedPoint.js';
import {
  allOrders,
  allTies,
  CONFINED_STEPS,
  stepOf,
  STEPS,
  UNCONFINED_STEPS,
} from '../../src/claims/catalogue/sweepOf.js';
import type { Check } from '../../src/claims/claim.js';
import type { Family } from '../../src/claims/generate/family.js';
import { Random } from '../../src/claims/generate/random.js';
import { randomInstance } from '../../src/claims/generate/randomInstance.js';
import { searchBlock } from '../../src/claims/search.js';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import type { Game } from '../../src/game/game.js';
import { frozenLakeGame } from '../../src/game/library/frozenLake.js';
import { sharedLock } from '../../src/game/library/sharedLock.js';
import { uniformPolicy } from '../../src/policy/policy.js';
import { sweep, sweeps } from '../../src/sweep/sweep.js';
import { startOf } from '../support/libraryStart.js';

const J = (policy: Parameters<typeof value>[0]): string => value(policy)[0].toString();

function firstViolation(
  check: Check,
  family: Family,
  blocks: number,
): ReturnType<typeof searchBlock>['counterexample'] {
  for (let block = 0; block < blocks; block++) {
    const { counterexample } = searchBlock(check, family, { seed: 7, name: 'values', block });
    if (counterexample !== undefined) return counterexample;
  }
  return undefined;
}

describe('D1', () => {
  const blind = (window: number, orders: (game: Game) => string[]): Family => ({
    ...D1.family,
    information: { kind: 'truncated', window },
    parameters: (game) => ({ step: STEPS, tie: allTies(game), order: orders(game) }),
  });
  const sequential = (game: Game): string[] => allOrders(game).filter((order) => order !== 'simultaneous');

  it.each([0, 1])('survives truncated information (window %i) in every sequential order', (window) => {
    expect(firstViolation((instance) => sweepImproves(instance), blind(window, sequential), 3)).toBeUndefined();
  });

  it('does not survive it when all turns are updated at once', () => {
    expect(
      firstViolation(
        (instance) => sweepImproves(instance),
        blind(0, () => ['simultaneous']),
        3,
      ),
    ).toBeDefined();
  });
});

describe('D3', () => {
  it.each([
    // Gain 7/10: 1/4 + 1/10·1 along old paths, 1/4 + 3/5·1 along new ones.
    ['drift-new-paths', 'reverse', '7/10', '7/20', '17/20'],
    // Gain 37/25: 16/25 + 1/10·1 along new paths, 16/25 + 9/10·1 along old ones.
    ['drift-old-paths', 'forward', '37/25', '77/50', '37/50'],
  ] as const)('counts drifts as computed by hand (%s)', (id, order, gain, alongOld, alongNew) => {
    const step = stepOf('euclidean:1');
    const made = sweep(startOf(id), { step, order });
    expect(value(made.policy)[0].sub(value(made.old)[0]).toString()).toBe(gain);
    expect(expectedDrift(made, step, order, 'old')[0].toString()).toBe(alongOld);
    expect(expectedDrift(made, step, order, 'new')[0].toString()).toBe(alongNew);
    // In reverse order the policy in force has the old prefix, in forward order the new one.
    expect(expectedDrift(made, step, order, 'in force')[0].toString()).toBe(order === 'reverse' ? alongOld : alongNew);
  });

  it('needs the policy in force for some permutations: neither old nor new paths will do', () => {
    const family: Family = {
      ...D3.family,
      parameters: (game) => ({
        ...D3.family.parameters(game),
        order: game.turns === 3 ? allOrders(game).slice(3) : ['reverse'],
      }),
    };
    const threeTurns =
      (paths: 'old' | 'new'): Check =>
      (instance) =>
        instance.game.turns === 3 ? gainsItsDrift(instance, paths) : { status: 'vacuous' };
    expect(firstViolation(threeTurns('old'), family, 20)).toBeDefined();
    expect(firstViolation(threeTurns('new'), family, 20)).toBeDefined();
    expect(firstViolation((instance) => gainsItsDrift(instance, 'in force'), family, 4)).toBeUndefined();
  });
});

describe('D6', () => {
  it.each([
    // P(second): 3/10 → 6/25, the lower end of the box.
    ['ratio-box:1/5', '114/625'],
    // → 4/25: turn 1's M is never positive after "second", so P(first) rises to 7/10·6/5 and nothing is kept back.
    ['clip:1/5', '84/625'],
  ])('falls from 21/100 on the known instance (%s)', (name, after) => {
    const old = startOf('shared-lock');
    expect(J(old)).toBe('21/100');
    expect(J(sweep(old, { step: stepOf(name) }).policy)).toBe(after);
  });

  it('falls for a small ε too: the direction is wrong, not the length', () => {
    // P(second) = 3/10 becomes 3/10·99/100.
    expect(J(sweep(startOf('shared-lock'), { step: stepOf('ratio-box:1/100') }).policy)).toBe('208791/1000000');
  });
});

describe('D12', () => {
  it('gains exactly the rises of the mean objectives and the clip residual, whatever the candidate', () => {
    const random = new Random(12);
    for (let n = 0; n < 200; n++) {
      const { game, policies, parameters } = randomInstance(random, D12.family);
      const { old, candidate } = policies;
      const objectives = historyObjectives(old, candidate, candidate, Rational.parse(parameters['epsilon']));
      const residual = new Array<Rational>(game.nodeCount).fill(Rational.ZERO);
      for (const { node, residual: own } of objectives) residual[node] = own;
      const expected = Rational.sum(meanRises(game, old, objectives)).add(
        summedAlong(game, residual, old.probability)[0],
      );
      expect(value(candidate)[0].sub(value(old)[0]).toString()).toBe(expected.toString());
    }
  });
});

describe('E1 and E2', () => {
  it('reaches J* of a Markov game with shared nodes in one reverse sweep', () => {
    const game = frozenLakeGame(20);
    expect(game.isTree).toBe(false);
    const { policy } = sweep(uniformPolicy(game), { step: stepOf('unrestricted') });
    const best = optimalValue(game);
    expect(value(policy).every((v, i) => v.equals(best[i]))).toBe(true);
  });

  it.each([
    ['ladder-2', 2],
    ['ladder-3', 3],
  ])('takes exactly as many forward sweeps as there are turns (%s)', (id, turns) => {
    for (const order of ['forward', 'simultaneous'] as const) {
      const made = sweeps(startOf(id), { step: stepOf('unrestricted'), order }, turns).map(({ policy }) => J(policy));
      expect(made.indexOf('4')).toBe(turns - 1);
    }
    expect(J(sweep(startOf(id), { step: stepOf('unrestricted') }).policy)).toBe('4');
  });
});

describe('E3 and E4', () => {
  it.each(CONFINED_STEPS)('never finds an action without support (%s)', (name) => {
    const old = startOf('unseen-action');
    expect(largestImprovement(old, stepOf(name)).isZero()).toBe(true);
    expect(fixedIffOptimal(old, stepOf(name))).toMatchObject({
      status: 'violated',
      left: { value: '0' },
      right: { value: '1' },
      where: 'history root',
    });
  });

  it.each(UNCONFINED_STEPS)('finds it otherwise (%s), but not behind a history that is not reached', (name) => {
    expect(largestImprovement(startOf('unseen-action'), stepOf(name)).sign()).toBe(1);
    const hidden = startOf('unseen-history');
    expect(largestImprovement(hidden, stepOf(name), 'reached').isZero()).toBe(true);
    expect(largestImprovement(hidden, stepOf(name)).sign()).toBe(1);
  });
});

describe('E5', () => {
  it('comes to rest at 1 although 2 can be had', () => {
    const old = startOf('blind-coordination');
    const rest = restingPoint({ game: old.game, policies: { old }, parameters: { step: 'unrestricted' } });
    expect(rest === undefined ? undefined : J(rest)).toBe('1');
    expect(bestAttainable(old.game)?.toString()).toBe('2');
  });

  it('reaches 1 with the clipped surrogate, rising with every sweep', () => {
    const made = sweeps(startOf('blind-coordination'), { step: stepOf('clip:1/5') }, 7).map(({ policy }) => J(policy));
    expect(made).toEqual(['473/625', '12393/15625', '322913/390625', '8362233/9765625', '14601/15625', '1', '1']);
  });

  it('does not know the best policy where a set spans turns', () => {
    expect(bestAttainable(sharedLock.build())).toBeUndefined();
  });
});
