import { Rational } from '../../../src/exact/rational.js';
import type { Act } from '../../../src/environments/rollout.js';
import type { Unrolled } from '../../../src/environments/unroll.js';
import { type Policy, policyFromSets } from '../../../src/policy/policy.js';

/** A policy over tokens, exact: a probability for each legal token after a history and a prefix. */
export type TokenPolicy = (
  history: readonly number[],
  prefix: readonly number[],
  legal: readonly number[],
) => readonly Rational[];

/** Every legal token with equal probability. */
export const uniform: TokenPolicy = (_history, _prefix, legal) => legal.map(() => Rational.of(1, legal.length));

/** Different, but fixed, probabilities at every history and prefix. */
export const varied: TokenPolicy = (history, prefix, legal) => {
  const weights = legal.map(
    (id) => 1 + ([...history, 7, ...prefix, id].reduce((hash, x) => (31 * hash + x + 1) % 1009, 17) % 5),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Rational.of(weight, total));
};

/** The policy as the sampler plays it. */
export function acting(policy: TokenPolicy): Act {
  return (history, prefix, legal, random) => legal[random.index(policy(history, prefix, legal))];
}

/** The same policy on the edges of an unrolled game: a response has the product of its tokens' probabilities. */
export function placed(unrolled: Unrolled, policy: TokenPolicy): Policy {
  const { game, histories, prefixes, responses } = unrolled;
  return policyFromSets(
    game,
    game.infoSets.map(([node]) => {
      const [history, before] = [histories[node], prefixes[node]];
      if (history === undefined || before === undefined) throw new Error(`node ${node} has no history`);
      return responses.slice(game.firstEdge[node], game.firstEdge[node + 1]).map((tokens = []) =>
        tokens.reduce((product, id, position) => {
          const prefix = [...before, ...tokens.slice(0, position)];
          const legal = unrolled.legalNext(node, prefix);
          return product.mul(policy(history, prefix, legal)[legal.indexOf(id)]);
        }, Rational.ONE),
      );
    }),
  );
}
