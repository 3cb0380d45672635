import type { Game } from './game.js';

/** The information sets that have nodes in these turns, each with those nodes. */
export function setsOfTurns(game: Game, turns: readonly number[]): Map<number, number[]> {
  const result = new Map<number, number[]>();
  for (const t of turns) {
    for (let i = game.turnStart[t]; i < game.turnEnd[t]; i++) {
      const set = game.infoSet[i];
      const nodes = result.get(set);
      if (nodes === undefined) result.set(set, [i]);
      else nodes.push(i);
    }
  }
  return result;
}
