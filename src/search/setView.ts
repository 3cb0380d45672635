import { rangeOf } from '../guarantees/range.js';
import { type Game, NodeKind } from '../game/game.js';

/** An information set as a planted mistake sees it, in doubles. */
export interface SetView {
  readonly game: Game;
  readonly set: number;
  /** Its first node, and that node's turn. */
  readonly node: number;
  readonly turn: number;
  /** The old distribution, and what each action is worth under the old policy (the mean over the set's histories). */
  readonly p: readonly number[];
  readonly worth: readonly number[];
  /** The first action of greatest worth. */
  readonly best: number;
  /** With which probability the old policy comes here. */
  readonly reach: number;
  /** V per node under the old policy. */
  readonly values: readonly number[];
  readonly range: number;
}

/** Every information set under a policy whose probabilities are given as doubles. */
export function setViews(game: Game, probability: readonly number[]): SetView[] {
  const { firstEdge, child } = game;
  const discount = game.discount.toDouble();
  const values = game.reward.map((r) => r.toDouble());
  const edgeWorth = new Array<number>(game.edgeCount).fill(0);
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    if (game.kind[i] === NodeKind.terminal) continue;
    let total = 0;
    for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) {
      edgeWorth[e] =
        game.edgeReward[e].toDouble() + (game.kind[i] === NodeKind.decision ? discount : 1) * values[child[e]];
      total += probability[e] * edgeWorth[e];
    }
    values[i] = total;
  }
  const reach = new Array<number>(game.nodeCount).fill(0);
  reach[0] = 1;
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = firstEdge[i]; e < firstEdge[i + 1]; e++) reach[child[e]] += reach[i] * probability[e];
  }
  return game.infoSets.map((nodes, set) => {
    const [node] = nodes;
    const p = probability.slice(firstEdge[node], firstEdge[node + 1]);
    const total = nodes.reduce((sum, i) => sum + reach[i], 0);
    const worth = p.map((_, a) => nodes.reduce((sum, i) => sum + (reach[i] / total) * edgeWorth[firstEdge[i] + a], 0));
    return {
      game,
      set,
      node,
      turn: game.turn[node],
      p,
      worth,
      best: worth.indexOf(Math.max(...worth)),
      reach: total,
      values,
      range: rangeOf(game),
    };
  });
}
