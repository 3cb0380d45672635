import { decision, game, terminal } from '../builders.js';
import type { LibraryGame } from './libraryGame.js';

/** Claim D6: one parameter for both turns. */
export const sharedLock: LibraryGame = {
  id: 'shared-lock',
  shows: 'One distribution for both turns, but the turns want opposite actions: a SeeUPO sweep lowers J (claim D6).',
  optimalValue: '1',
  derivation:
    'The path (first, second) pays 1. With p = P(second) shared by both turns J = (1 − p)·p, at most 1/4 at p = 1/2; at the start p = 3/10 it is 21/100. A reverse sweep in the ratio box ε = 1/5 ends at p = 6/25 (last update: turn 1), J = 114/625.',
  build: () =>
    game(
      'shared-lock',
      decision({
        first: decision({ first: terminal(0), second: terminal(1) }),
        second: decision({ first: terminal(0), second: terminal(0) }),
      }),
      { information: { shared: 0 } },
    ),
  start: { 'any turn': { first: '7/10', second: '3/10' } },
  startValue: '21/100',
  bestUnderInformation: '1/4',
};
