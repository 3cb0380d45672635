import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { chance, decision, game, terminal } from '../../src/game/builders.js';
import type { Game } from '../../src/game/game.js';
import { GameError } from '../../src/game/gameError.js';
import { parseStep } from '../../src/mirror/parseStep.js';
import { type Policy, policyFromSets, setDistributions, uniformPolicy } from '../../src/policy/policy.js';
import { sweep, type SweepOptions, sweeps } from '../../src/sweep/sweep.js';
import { arbitraryFullGame, withPolicy } from '../support/arbitraryGame.js';
import { clipRanges, ties } from '../support/arbitraryProblem.js';

const rational = (text: string): Rational => Rational.parse(text);
const J = (policy: Policy): string => value(policy)[0].toString();

/** The distributions by information set, e.g. { start: '2/5 3/5' }. */
function table(policy: Policy): Record<string, string> {
  return Object.fromEntries(setDistributions(policy).map((q, set) => [policy.game.infoSetName[set], q.join(' ')]));
}

/** Two turns; L then l pays 1, R then r pays 2, all else 0. Named nodes, so that tables read well. */
const coordination: Game = game('coordination', 'start', {
  nodes: {
    start: decision({ L: 'after L', R: 'after R' }),
    'after L': decision({ l: terminal(1), r: terminal(0) }),
    'after R': decision({ l: terminal(0), r: terminal(2) }),
  },
});

describe('a reverse sweep of the clipped surrogate by hand: uniform start, J = 3/4, ε = 1/5', () => {
  const step = parseStep('clip:1/5');
  const old = uniformPolicy(coordination);

  test('what can stay stays: the nearest maximiser', () => {
    // After L the masses beyond 3/5 are worth 0 on l and on r, so that l stays at the end of its clip range.
    const { policy } = sweep(old, { step });
    expect(table(policy)).toEqual({ start: '2/5 3/5', 'after L': '3/5 2/5', 'after R': '2/5 3/5' });
  });

  test('ties to the first action', () => {
    const { policy, updates } = sweep(old, { step, tie: 'first' });
    // After L the masses beyond 3/5 are worth 0 both on l (clipped) and on r (kept at no loss): l, the first, takes them.
    expect(table(policy)).toEqual({ start: '2/5 3/5', 'after L': '1 0', 'after R': '2/5 3/5' });
    expect(J(policy)).toBe('28/25');
    expect(updates.map(({ turn }) => turn)).toEqual([2, 2, 1]);
  });

  test('adversarial ties', () => {
    const { policy, updates } = sweep(old, { step, tie: 'adversarial' });
    expect(table(policy)).toEqual({ start: '2/5 3/5', 'after L': '3/5 2/5', 'after R': '2/5 3/5' });
    expect(J(policy)).toBe('24/25');
    // Â = R − 3/4 is 1/4, −3/4 after L and −3/4, 5/4 after R; the new suffix weighs it.
    const { parts, advantage } = updates[2].problem;
    expect(parts?.gain.join(' ')).toBe('3/20 3/4');
    expect(parts?.loss.join(' ')).toBe('3/10 3/10');
    expect(advantage.join(' ')).toBe('-3/20 9/20');
  });

  test('an unrestricted sweep: optimal at once in reverse order, not in the others', () => {
    const start = policyFromSets(
      coordination,
      [
        ['1/2', '1/2'],
        ['9/10', '1/10'],
        ['9/10', '1/10'],
      ].map((row) => row.map(rational)),
    );
    const after = (order: SweepOptions['order']): string =>
      J(sweep(start, { step: parseStep('unrestricted'), order: order ?? 'reverse' }).policy);
    expect(J(start)).toBe('11/20');
    expect(after('reverse')).toBe('2');
    expect(after([2, 1])).toBe('2');
    // 9/10 beats 2/10 under the old second turn, so turn 1 commits to L.
    expect(after('forward')).toBe('1');
    expect(after('simultaneous')).toBe('1');
  });
});

describe('shared parameters', () => {
  const both = { first: terminal(0), second: terminal(1) };
  const none = { first: terminal(0), second: terminal(0) };
  const oneCoin = game('first, then second', decision({ first: decision(both), second: decision(none) }), {
    information: { shared: 0 },
  });

  // Turn 2 pulls to the second action, turn 1 to the first; the last update stays.
  test.each([
    ['ratio-box:1/5', '114/625', '16/25 9/25', '19/25 6/25'],
    // The clipped surrogate may leave the box: in turn 1 it pays nothing to keep (second), so that 16/100 remain.
    ['clip:1/5', '84/625', '14/25 11/25', '21/25 4/25'],
  ])('one coin for both turns, %s: J falls from 21/100 to %s (claim D6)', (name, after, second, first) => {
    const old = policyFromSets(oneCoin, [[rational('7/10'), rational('3/10')]]);
    const { policy, updates } = sweep(old, { step: parseStep(name) });
    expect(oneCoin.infoSets).toHaveLength(1);
    expect(J(old)).toBe('21/100');
    expect(J(policy)).toBe(after);
    expect(updates.map(({ turn, candidate }) => [turn, candidate.join(' ')])).toEqual([
      [2, second],
      [1, first],
    ]);
  });
});

describe('unreached histories', () => {
  const old = policyFromSets(
    coordination,
    [
      ['1', '0'],
      ['1/2', '1/2'],
      ['1/2', '1/2'],
    ].map((row) => row.map(rational)),
  );
  const step = parseStep('ratio-box:1/5');

  test('are updated at every history, and left alone where the objective is an expectation', () => {
    expect(table(sweep(old, { step }).policy)['after R']).toBe('2/5 3/5');
    const reached = sweep(old, { step, weighting: 'reached' });
    expect(table(reached.policy)['after R']).toBe('1/2 1/2');
    expect(table(reached.policy)['after L']).toBe('3/5 2/5');
    expect(reached.updates).toHaveLength(2);
  });
});

test('a step that needs the sign of M refuses a game whose terminal nodes do not fix the return', () => {
  const shared = game('discount on shared leaves', 'start', {
    discount: '1/2',
    nodes: {
      start: chance([
        ['1/2', 'short', decision({ go: 'end' })],
        ['1/2', 'long', decision({ go: decision({ on: 'end' }) })],
      ]),
      end: terminal(1),
    },
  });
  expect(() => sweep(uniformPolicy(shared), { step: parseStep('clip:1/5') })).toThrow(GameError);
  expect(J(sweep(uniformPolicy(shared), { step: parseStep('ratio-box:1/5') }).policy)).toBe('3/8');
});

test('an order that is no permutation of the game’s turns is refused', () => {
  expect(() => sweep(uniformPolicy(coordination), { step: parseStep('supported'), order: [1, 3] })).toThrow(
    /no permutation of the turns 1\.\.2/,
  );
});

describe('on random games', () => {
  const names = fc.oneof(
    clipRanges.map((epsilon) => `clip:${epsilon}`),
    clipRanges.map((epsilon) => `ratio-box:${epsilon}`),
    fc.constantFrom('euclidean:2', 'chi-square:1/2', 'total-variation:1/4', 'unrestricted', 'supported'),
  );
  const orders = fc.constantFrom<SweepOptions['order'] & string>('reverse', 'forward', 'simultaneous');

  test.prop([withPolicy(arbitraryFullGame), names, ties, orders])(
    'every update is a solution of its problem, and the policy is their sum',
    ({ game: g, policy: old }, name, tie, order) => {
      const step = parseStep(name);
      const { policy, updates } = sweep(old, { step, tie, order });
      expect(updates).toHaveLength(g.infoSets.length);
      for (const { set, problem, candidate } of updates) {
        expect(candidate.join(' ')).toBe(step.solve(problem).join(' '));
        expect(step.feasible(problem, candidate)).toBe(true);
        expect(setDistributions(policy)[set].join(' ')).toBe(candidate.join(' '));
        expect(setDistributions(old)[set].join(' ')).toBe(problem.old.join(' '));
      }
      expect(policyFromSets(g, setDistributions(policy)).probability.join()).toBe(policy.probability.join());
    },
  );

  test.prop([withPolicy(arbitraryFullGame), names, ties, fc.integer({ min: 0, max: 3 })])(
    'sweeps start where the one before ended',
    ({ policy }, name, tie, count) => {
      const options = { step: parseStep(name), tie };
      const chain = sweeps(policy, options, count);
      expect(chain).toHaveLength(count);
      let at = policy;
      for (const one of chain) {
        expect(one.old).toBe(at);
        expect(one.policy.probability.join()).toBe(sweep(at, options).policy.probability.join());
        at = one.policy;
      }
    },
  );
});
