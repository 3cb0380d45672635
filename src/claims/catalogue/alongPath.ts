import type { Path } from '../../evaluate/paths.js';
import { Rational } from '../../exact/rational.js';
import type { Game, NodeKind } from '../../game/game.js';

/**
 * Σ_e γ^(decisions before e) · x_e over the path's edges that leave nodes of the given kind; `perEdge` has one
 * entry per edge of the game. Turn t's action thus has the factor γ^(t−1), and so have the chance outcomes
 * between the actions of turns t − 1 and t.
 */
export function alongPath(
  game: Game,
  path: Path,
  perEdge: readonly Rational[],
  kind: (typeof NodeKind)['decision' | 'chance'],
  discount = game.discount,
): Rational {
  let sum = Rational.ZERO;
  let factor = Rational.ONE;
  path.edges.forEach((e, step) => {
    const i = path.nodes[step];
    if (game.kind[i] === kind) sum = sum.add(factor.mul(perEdge[e]));
    if (game.turn[i] > 0) factor = factor.mul(discount);
  });
  return sum;
}
