import type { Arithmetic } from '../exact/arithmetic.js';
import type { Game } from './game.js';

/** A game's numbers in some arithmetic: rewards per node and edge, chances per edge, and the discount. */
export interface GameNumbers<N> {
  readonly reward: readonly N[];
  readonly edgeReward: readonly N[];
  readonly chance: readonly N[];
  readonly discount: N;
}

const known = new WeakMap<object, WeakMap<Game, unknown>>();

/** The game's numbers in the given arithmetic, converted once. */
export function numbersOf<N>(numbers: Arithmetic<N>, game: Game): GameNumbers<N> {
  let games = known.get(numbers);
  if (games === undefined) known.set(numbers, (games = new WeakMap()));
  let result = games.get(game) as GameNumbers<N> | undefined;
  if (result === undefined) {
    const of = numbers.of.bind(numbers);
    result = {
      reward: game.reward.map(of),
      edgeReward: game.edgeReward.map(of),
      chance: game.chance.map(of),
      discount: of(game.discount),
    };
    games.set(game, result);
  }
  return result;
}
