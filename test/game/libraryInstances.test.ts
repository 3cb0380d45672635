import { describe, expect, test } from 'vitest';
import { reachProbability } from '../../src/evaluate/reachProbability.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { ladderGame } from '../../src/game/library/ladder.js';
import { clip } from '../../src/mirror/clip.js';
import { ratioBox, supported, unrestricted } from '../../src/mirror/neighbourhood.js';
import { euclidean } from '../../src/mirror/quadratic.js';
import { type Policy, policyFromSets, uniformPolicy } from '../../src/policy/policy.js';
import type { Order } from '../../src/sweep/order.js';
import { type Sweep, sweep, sweeps } from '../../src/sweep/sweep.js';
import { startOf } from '../support/libraryStart.js';

const J = (policy: Policy): string => value(policy)[0].toString();

describe('what the instances are in the library for', () => {
  test.each([2, 3, 4, 5])('ladder of %i: forward and simultaneous order need exactly as many sweeps', (turns) => {
    const uniform = uniformPolicy(ladderGame(turns));
    for (const order of ['forward', 'simultaneous'] as const) {
      const values = sweeps(uniform, { step: unrestricted(), order }, turns).map(({ policy }) => J(policy));
      expect(values).toEqual([...new Array<string>(turns - 1).fill('3'), '4']);
    }
    expect(J(sweep(uniform, { step: unrestricted(), order: 'reverse' }).policy)).toBe('4');
  });

  test('shared-lock: J falls from 21/100 to 114/625', () => {
    const { policy, updates } = sweep(startOf('shared-lock'), { step: ratioBox(Rational.of(1, 5)) });
    expect(updates.map(({ turn, candidate }) => [turn, ...candidate.map(String)])).toEqual([
      [2, '16/25', '9/25'],
      [1, '19/25', '6/25'],
    ]);
    expect(J(policy)).toBe('114/625');
  });

  test('shared-lock: no shared policy is worth more than 1/4', () => {
    const { game } = startOf('shared-lock');
    for (let percent = 0; percent <= 100; percent++) {
      const p = Rational.of(percent, 100);
      const shared = value(policyFromSets(game, [[Rational.ONE.sub(p), p]]))[0];
      expect(shared).toEqual(Rational.of(1, 4).sub(p.sub(Rational.of(1, 2)).pow(2)));
    }
  });

  test('blind-coordination: reverse sweeps end at 1 although a blind policy reaches 2', () => {
    const start = startOf('blind-coordination');
    expect(J(sweep(start, { step: unrestricted() }).policy)).toBe('1');
    const clipped = sweeps(start, { step: clip(Rational.of(1, 5)) }, 12).map(({ policy }) => value(policy)[0]);
    clipped.forEach((j, k) => {
      expect(j.le(Rational.ONE)).toBe(true);
      if (k > 0) expect(j.ge(clipped[k - 1])).toBe(true);
    });
    expect(clipped[11].gt(Rational.of(9, 10))).toBe(true);
    expect(J(policyFromSets(start.game, [[Rational.ZERO, Rational.ONE], [Rational.ZERO, Rational.ONE]]))).toBe('2'); // prettier-ignore
  });

  test.each(['unseen-action', 'unseen-history'])(
    '%s: steps within the support stay, any step at all finds it',
    (id) => {
      const start = startOf(id);
      for (const step of [supported(), clip(Rational.of(1, 5))]) {
        for (const order of ['reverse', 'forward', 'simultaneous'] as const) {
          expect(J(sweeps(start, { step, order }, 3)[2].policy)).toBe(J(start));
        }
      }
      expect(J(sweep(start, { step: unrestricted() }).policy)).toBe(id === 'unseen-action' ? '1' : '2');
    },
  );

  test.each<[string, Order, string, string, string]>([
    ['drift-new-paths', 'reverse', '7/10', '7/20', '17/20'],
    ['drift-old-paths', 'forward', '37/25', '77/50', '37/50'],
  ])('%s: gain of a %s sweep, and drifts along old and new paths', (id, order, gain, alongOld, alongNew) => {
    const step = euclidean(Rational.ONE);
    const result = sweep(startOf(id), { step, order });
    const driftAlong = (policy: Policy, { updates }: Sweep): string => {
      const reach = reachProbability(policy.game, policy.probability);
      const drifts = updates.map(({ set, problem, candidate }) =>
        reach[policy.game.infoSets[set][0]].mul(step.drift(problem, candidate)),
      );
      return Rational.sum(drifts).toString();
    };
    expect(value(result.policy)[0].sub(value(result.old)[0]).toString()).toBe(gain);
    expect(driftAlong(result.old, result)).toBe(alongOld);
    expect(driftAlong(result.policy, result)).toBe(alongNew);
  });
});
