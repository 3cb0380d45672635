import { decision, game, terminal } from '../builders.js';
import type { LibraryGame } from './libraryGame.js';

/** Two turns that must match; the second sees the first. */
export const coordination: LibraryGame = {
  id: 'coordination',
  shows: 'Two turns that must agree: a mismatch costs, and of the two agreements one is better.',
  optimalValue: '3',
  derivation: 'The four returns are 2 (left, left), −1, −1 and 3 (right, right); the second turn sees the first.',
  build: () =>
    game(
      'coordination',
      decision({
        left: decision({ left: terminal(2), right: terminal(-1) }),
        right: decision({ left: terminal(-1), right: terminal(3) }),
      }),
    ),
};
