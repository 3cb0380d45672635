import { decision, game, terminal } from '../builders.js';
import type { Game } from '../game.js';
import type { NodeSpec } from '../gameSpec.js';
import type { LibraryGame } from './libraryGame.js';

/**
 * A lock of `length` wheels with `actions` digits each. The right digit of turn t is t mod `actions`; a wrong
 * one ends the game with nothing, and only the full combination pays 1. The uniform policy is worth
 * actions^−length.
 */
export function combinationLockGame(length: number, actions: number): Game {
  const wheel = (t: number): NodeSpec =>
    t > length
      ? terminal(1)
      : decision(
          Array.from({ length: actions }, (_, a): [string, NodeSpec] => [
            `digit ${a}`,
            a === t % actions ? wheel(t + 1) : terminal(0),
          ]),
        );
  return game('combination-lock', wheel(1));
}

/** Four wheels of three digits. */
export const combinationLock: LibraryGame = {
  id: 'combination-lock',
  shows: 'Sparse reward: of 81 combinations one pays, and every wrong digit ends the game.',
  optimalValue: '1',
  derivation: 'The right combination pays 1, and no path pays more.',
  build: () => combinationLockGame(4, 3),
};
