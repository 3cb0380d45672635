import { edgeValue } from '../../evaluate/backward.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import type { Sweep } from '../../sweep/sweep.js';

/**
 * The sweep with the worst that an objective which weighs histories by their probability allows: every history
 * that had weight 0, and so was not updated, goes to the action of least value. Full information only.
 */
export function worstWhereUnreached(sweep: Sweep): Sweep {
  const { game } = sweep.old;
  if (sweep.updates.length === game.infoSets.length) return sweep; // every history was reached
  const updated = new Set(sweep.updates.map(({ set }) => set));
  const probability = sweep.policy.probability.slice();
  const values = game.reward.slice();
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    if (game.kind[i] === NodeKind.terminal) continue;
    const edges = Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, a) => game.firstEdge[i] + a);
    const worth = edges.map((e) => edgeValue(game, values, i, e));
    if (game.kind[i] === NodeKind.decision && !updated.has(game.infoSet[i])) {
      const worst = worth.reduce((least, value, a) => (value.lt(worth[least]) ? a : least), 0);
      edges.forEach((e, a) => (probability[e] = a === worst ? Rational.ONE : Rational.ZERO));
    }
    values[i] = Rational.sum(edges.map((e, a) => probability[e].mul(worth[a])));
  }
  return { ...sweep, policy: { game, probability } };
}
