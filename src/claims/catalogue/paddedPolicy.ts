import { Rational } from '../../exact/rational.js';
import type { Game } from '../../game/game.js';
import type { Policy } from '../../policy/policy.js';

/** A policy on the padded game: the old one where there was a choice, else the no-op. */
export function carriedOver(policy: Policy, whole: Game, nodeOf: Int32Array): Policy {
  const { game } = policy;
  const probability = whole.chance.slice();
  whole.infoSets.flat().forEach((i) => (probability[whole.firstEdge[i]] = Rational.ONE));
  for (const i of game.infoSets.flat()) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++)
      probability[edgeOf(game, whole, nodeOf, i, e)] = policy.probability[e];
  }
  return { game: whole, probability };
}

/** The padded game's edge for edge e of node i. */
export function edgeOf(game: Game, whole: Game, nodeOf: Int32Array, i: number, e: number): number {
  return whole.firstEdge[nodeOf[i]] + e - game.firstEdge[i];
}
