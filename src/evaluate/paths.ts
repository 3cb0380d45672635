import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import { GameError } from '../game/gameError.js';

/** A path τ from the root to a terminal node. */
export interface Path {
  /** Its nodes, root first; one more than edges. */
  readonly nodes: readonly number[];
  /** Its edges, in order: actions and chance outcomes. */
  readonly edges: readonly number[];
  /** R(τ), the discounted return. */
  readonly pathReturn: Rational;
  /** The node of its initial context s0: the root's child when the root is a chance node, else the root. */
  readonly context: number;
  /** What was paid together with the context, before any decision (0 where the root is no chance node). */
  readonly contextReward: Rational;
}

/** The most paths that `paths` lists unless told otherwise. */
export const PATH_LIMIT = 1_000_000;

/**
 * Every path of the game, in edge order. Works on shared nodes too: a path is a sequence of edges.
 * Throws GameError beyond `limit` paths.
 */
export function paths(game: Game, limit = PATH_LIMIT): Path[] {
  const result: Path[] = [];
  const drawsContext = game.kind[0] === NodeKind.chance;
  const nodes: number[] = [0];
  const edges: number[] = [];
  const visit = (i: number, collected: Rational, factor: Rational): void => {
    if (game.kind[i] === NodeKind.terminal) {
      if (result.length === limit) {
        throw new GameError(
          `"${game.name}" has more than ${limit} paths; what needs single paths is refused beyond that size`,
        );
      }
      result.push({
        nodes: nodes.slice(),
        edges: edges.slice(),
        pathReturn: collected.add(factor.mul(game.reward[i])),
        context: drawsContext ? nodes[1] : 0,
        contextReward: drawsContext ? game.edgeReward[edges[0]] : Rational.ZERO,
      });
      return;
    }
    const after = game.kind[i] === NodeKind.decision ? factor.mul(game.discount) : factor;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      nodes.push(game.child[e]);
      edges.push(e);
      visit(game.child[e], collected.add(factor.mul(game.edgeReward[e])), after);
      nodes.pop();
      edges.pop();
    }
  };
  visit(0, Rational.ZERO, Rational.ONE);
  return result;
}

/** Π over the path's edges of their probability under `probability` (one entry per edge, as in `Policy`). */
export function pathProbability(probability: readonly Rational[], path: Path): Rational {
  return path.edges.reduce((product, e) => product.mul(probability[e]), Rational.ONE);
}
