import { actionValue } from '../evaluate/actionValue.js';
import { optimalValue } from '../evaluate/optimalValue.js';
import type { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';

/** A decision node of the solved game. */
export interface SolvedNode {
  readonly node: string;
  readonly turn: number;
  /** V*(h). */
  readonly value: Rational;
  /** Every action with Q*(h, a) = V*(h), in edge order. */
  readonly best: readonly string[];
}

/** V* and the best actions at every decision node, by backward induction with full information; J* is `value`. */
export function bestActions(game: Game): { readonly value: Rational; readonly nodes: readonly SolvedNode[] } {
  const values = optimalValue(game);
  const q = actionValue(game, values);
  const nodes: SolvedNode[] = [];
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const best: string[] = [];
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++)
      if (q[e].equals(values[i])) best.push(game.label[e]);
    nodes.push({ node: game.nodeName[i], turn: game.turn[i], value: values[i], best });
  }
  return { value: values[0], nodes };
}
