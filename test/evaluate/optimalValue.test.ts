import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { optimalPolicy, optimalValue } from '../../src/evaluate/optimalValue.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import type { Game } from '../../src/game/game.js';
import { LIBRARY } from '../../src/game/library/index.js';
import { type Policy, policyFromSets } from '../../src/policy/policy.js';
import { arbitraryFullGame, arbitrarySharedGame, withPolicy } from '../support/arbitraryGame.js';

const fullGame = fc.oneof(arbitraryFullGame, arbitrarySharedGame);

/** Every policy that plays one action for certain in each information set. */
function deterministicPolicies(game: Game): Policy[] {
  let choices: Rational[][][] = [[]];
  for (const [i] of game.infoSets) {
    const n = game.firstEdge[i + 1] - game.firstEdge[i];
    const pure = Array.from({ length: n }, (_, a) =>
      Array.from({ length: n }, (_, b) => (a === b ? Rational.ONE : Rational.ZERO)),
    );
    choices = choices.flatMap((chosen) => pure.map((distribution) => [...chosen, distribution]));
  }
  return choices.map((chosen) => policyFromSets(game, chosen));
}

const countPolicies = (game: Game): number =>
  game.infoSets.reduce((count, [i]) => count * (game.firstEdge[i + 1] - game.firstEdge[i]), 1);

describe('V*', () => {
  const tiny = fullGame.filter((game) => countPolicies(game) <= 300);
  property.prop([tiny], { seed: 6, numRuns: 100 })(
    'is the best over all deterministic policies, at every node',
    (game) => {
      const best = deterministicPolicies(game)
        .map(value)
        .reduce((max, values) => max.map((v, i) => Rational.max(v, values[i])));
      expect(optimalValue(game)).toEqual(best);
    },
  );

  property.prop([withPolicy(fullGame)], { seed: 7, numRuns: 200 })(
    'is above V of any policy, and reached by the optimal one',
    ({ game, policy }) => {
      const optimal = optimalValue(game);
      value(policy).forEach((v, i) => expect(v.le(optimal[i])).toBe(true));
      expect(value(optimalPolicy(game))).toEqual(optimal);
    },
  );
});

test('the optimal policy takes the first of several best actions', () => {
  const lock = LIBRARY.find(({ id }) => id === 'combination-lock');
  const policy = optimalPolicy((lock ?? LIBRARY[0]).build());
  const lost = policy.game.nodeName.indexOf('digit 1.digit 2.digit 0');
  expect(policy.probability.slice(policy.game.firstEdge[lost], policy.game.firstEdge[lost + 1]).map(String)).toEqual([
    '0',
    '1',
    '0',
  ]);
});

test.each(LIBRARY.flatMap((entry) => (entry.bestUnderInformation === undefined ? [] : [[entry.id, entry] as const])))(
  '%s: the backward induction refuses to give a policy for less than full information',
  (_, entry) => {
    expect(() => optimalPolicy(entry.build())).toThrow(RangeError);
  },
);

test('blind-coordination: the best blind policy is worth what the library says', () => {
  const blind = LIBRARY.find(({ id }) => id === 'blind-coordination');
  const values = deterministicPolicies((blind ?? LIBRARY[0]).build()).map((policy) => value(policy)[0]);
  expect(values.reduce((a, b) => Rational.max(a, b)).toString()).toBe(blind?.bestUnderInformation);
});
