import { type Game, NodeKind } from '../game/game.js';

/**
 * Which softmax logits the policy has:
 * - `sets`: one for each action of each information set, so every tabular policy;
 * - `labels`: one for each action label, which all histories share; each history adds constants of its own, so
 *   π_θ(a|h) ∝ exp(θ_a + b_{h,a}). The plainest case of parameters that contexts share.
 */
export type Sharing = 'sets' | 'labels';

/** The parameters of a game's policies. */
export interface Logits {
  readonly count: number;
  /** Per edge: the parameter of its action, −1 on the edges of chance nodes. */
  readonly parameterOf: Int32Array;
  /** Per parameter, a readable name. */
  readonly name: readonly string[];
}

/** The logits of the game's policies. */
export function logitsOf(game: Game, sharing: Sharing): Logits {
  const parameterOf = new Int32Array(game.edgeCount).fill(-1);
  const numbers = new Map<string, number>();
  const name: string[] = [];
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const label = game.label[e];
      const key = sharing === 'labels' ? label : JSON.stringify([game.infoSet[i], label]);
      let number = numbers.get(key);
      if (number === undefined) {
        numbers.set(key, (number = name.length));
        name.push(sharing === 'labels' ? label : `${label} at ${game.infoSetName[game.infoSet[i]]}`);
      }
      parameterOf[e] = number;
    }
  }
  return { count: name.length, parameterOf, name };
}
