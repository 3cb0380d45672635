import { type Game, NodeKind } from '../game/game.js';

const known = new WeakMap<Game, number>();

/** How far apart the rewards of a game lie, as a double, at least a tiny positive number: a scale for margins. */
export function rangeOf(game: Game): number {
  let range = known.get(game);
  if (range === undefined) {
    const rewards = game.reward.filter((_, i) => game.kind[i] === NodeKind.terminal).map((r) => r.toDouble());
    const paid = game.edgeReward.reduce((sum, r) => sum + Math.abs(r.toDouble()), 0);
    range = Math.max(Math.max(...rewards) - Math.min(...rewards) + paid, 1e-12);
    known.set(game, range);
  }
  return range;
}
