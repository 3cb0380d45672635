import { decision, game, terminal } from '../builders.js';
import type { LibraryGame } from './libraryGame.js';

/** Claim D3, reverse order: the sum of drifts along the new policy's paths is no lower bound. */
export const driftNewPaths: LibraryGame = {
  id: 'drift-new-paths',
  shows: 'A reverse sweep whose gain is less than the drift summed along the new policy’s paths (control of claim D3).',
  optimalValue: '2',
  derivation:
    'Going and then "good" pays 2. With the Euclidean drift λ = 1, turn 2 moves from (1, 0) to (0, 1), drift 1; turn 1 then sees 2 against 1 and moves from 1/10 to 3/5 for "go", drift 1/4. J rises from 9/10 to 8/5, by 7/10; the drifts sum to 1/4 + 1/10 along old paths but to 1/4 + 3/5 along new ones.',
  build: () =>
    game('drift-new-paths', decision({ stay: terminal(1), go: decision({ bad: terminal(0), good: terminal(2) }) })),
  start: { root: { stay: '9/10', go: '1/10' }, go: { bad: '1', good: '0' } },
  startValue: '9/10',
};

/** Claim D3, forward order: the sum of drifts along the old policy's paths is no lower bound. */
export const driftOldPaths: LibraryGame = {
  id: 'drift-old-paths',
  shows: 'A forward sweep whose gain is less than the drift summed along the old policy’s paths (control of claim D3).',
  optimalValue: '2',
  derivation:
    'Going and then "good" pays 2. With the Euclidean drift λ = 1, turn 1 sees 0 against 8/5 and moves from 9/10 to 1/10 for "go", drift 16/25; turn 2 moves from (1, 0) to (0, 1), drift 1. J rises from 4/25 to 41/25, by 37/25; the drifts sum to 16/25 + 1/10 along new paths but to 16/25 + 9/10 along old ones.',
  build: () =>
    game('drift-old-paths', decision({ stay: terminal('8/5'), go: decision({ bad: terminal(0), good: terminal(2) }) })),
  start: { root: { stay: '1/10', go: '9/10' }, go: { bad: '1', good: '0' } },
  startValue: '4/25',
};
