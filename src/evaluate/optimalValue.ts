import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import { type Policy, unchecked } from '../policy/policy.js';
import { edgeValue } from './backward.js';

/**
 * V*(h) for every node, by backward induction: the best action's Q* at decision nodes, the expectation at
 * chance nodes. This is the optimum over policies with **full information**; a policy that sees less may
 * not reach it. Index 0 is J*. With `within`, the optimum over policies that take no other edges at decisions; of these
 * at least one is at every decision node.
 */
export function optimalValue(game: Game, within: (edge: number) => boolean = () => true): Rational[] {
  const values = game.reward.slice();
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    if (game.kind[i] === NodeKind.terminal) continue;
    let best: Rational | undefined;
    let mean = Rational.ZERO;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const q = edgeValue(game, values, i, e);
      if (game.kind[i] === NodeKind.chance) mean = mean.add(game.chance[e].mul(q));
      else if (within(e) && (best === undefined || q.gt(best))) best = q;
    }
    values[i] = best ?? mean;
  }
  return values;
}

/**
 * A deterministic optimal policy: at every decision node the first action of greatest Q*.
 * Only for full information (each node its own set); throws RangeError otherwise.
 */
export function optimalPolicy(game: Game, values: readonly Rational[] = optimalValue(game)): Policy {
  if (game.information.kind !== 'full') throw new RangeError('the backward induction needs full information');
  return unchecked(
    game,
    game.infoSets.map(([i]) => {
      const q: Rational[] = [];
      for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) q.push(edgeValue(game, values, i, e));
      const best = q.findIndex((x) => x.equals(values[i]));
      return q.map((_, a) => (a === best ? Rational.ONE : Rational.ZERO));
    }),
  );
}
