import type { Game } from '../game/game.js';

/**
 * A policy whose probabilities are numbers of some kind: exact (`Policy`), exact or enclosed (`RealPolicy`), or pairs of
 * doubles. One entry per edge; on the edges of chance nodes the game's own.
 */
export interface PolicyIn<N> {
  readonly game: Game;
  readonly probability: readonly N[];
}
