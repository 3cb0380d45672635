import { chance, decision, game, terminal } from '../builders.js';
import type { LibraryGame } from './libraryGame.js';

/** One turn, three arms. */
export const bandit: LibraryGame = {
  id: 'bandit',
  shows: 'One turn: a safe arm, a coin flip, and a rare large win that is the best on average.',
  optimalValue: '3/5',
  derivation: 'The means are 2/5 (safe), 1/2·1 = 1/2 (coin) and 1/10·6 = 3/5 (rare).',
  build: () =>
    game(
      'bandit',
      decision({
        safe: terminal('2/5'),
        coin: chance([
          ['1/2', 'win', terminal(1)],
          ['1/2', 'lose', terminal(0)],
        ]),
        rare: chance([
          ['1/10', 'win', terminal(6)],
          ['9/10', 'lose', terminal(0)],
        ]),
      }),
    ),
};
