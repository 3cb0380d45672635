import type { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import { GameError } from '../game/gameError.js';

/**
 * Per node, the node of its initial context s0: where the root is a chance node it draws the context, and s0 is
 * the root's child on the way; else there is one context, the root. The root itself counts as its own.
 * V_π(s0) is thus the mean return of one prompt, the baseline of Eqs. 5 and 9.
 * Throws GameError where paths from several contexts meet in one node.
 */
export function contextOf(game: Game): Int32Array {
  const context = new Int32Array(game.nodeCount);
  if (game.kind[0] !== NodeKind.chance) return context;
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const to = game.child[e];
      const from = i === 0 ? to : context[i];
      if (context[to] !== 0 && context[to] !== from) {
        throw new GameError(
          `in "${game.name}" paths from several contexts meet in node "${game.nodeName[to]}", so that it has no baseline V(s0) of its own; unroll the game into a tree first`,
        );
      }
      context[to] = from;
    }
  }
  return context;
}

/**
 * Per node, the baseline that Â subtracts from the return of a path through it: V_π(s0), and what was paid together
 * with the context s0, which no decision earned. `values` is V_π per node. Throws as `contextOf`.
 */
export function baselines(game: Game, values: readonly Rational[]): Rational[] {
  const baseline = new Array<Rational>(game.nodeCount).fill(values[0]);
  if (game.kind[0] !== NodeKind.chance) return baseline;
  const ofContext = new Map<number, Rational>();
  for (let e = 0; e < game.firstEdge[1]; e++) {
    ofContext.set(game.child[e], game.edgeReward[e].add(values[game.child[e]]));
  }
  contextOf(game).forEach((s0, i) => (baseline[i] = ofContext.get(s0) ?? values[0]));
  return baseline;
}
