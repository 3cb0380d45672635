import { decision, game, terminal } from '../builders.js';
import type { LibraryGame } from './libraryGame.js';

/** Claim E5: the second turn does not see the first. */
export const blindCoordination: LibraryGame = {
  id: 'blind-coordination',
  shows:
    'Two turns that must agree without seeing each other: reverse order settles for the worse agreement (claim E5).',
  optimalValue: '2',
  derivation:
    'The rewards are [[1, 0], [0, 2]], and (second, second) pays 2; a blind policy can play it too. With P(second) = 1/5 in both turns J = (4/5)²·1 + (1/5)²·2 = 18/25, and each turn alone prefers "first" (4/5 against 2/5).',
  build: () =>
    game(
      'blind-coordination',
      decision({
        first: decision({ first: terminal(1), second: terminal(0) }),
        second: decision({ first: terminal(0), second: terminal(2) }),
      }),
      { information: { truncated: 0 } },
    ),
  start: { 'turn 1': { first: '4/5', second: '1/5' }, 'turn 2': { first: '4/5', second: '1/5' } },
  startValue: '18/25',
  bestUnderInformation: '2',
};
