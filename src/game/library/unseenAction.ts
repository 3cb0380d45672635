import { decision, game, terminal } from '../builders.js';
import type { LibraryGame } from './libraryGame.js';

/** Claim E4: what is never sampled is never learnt. */
export const unseenAction: LibraryGame = {
  id: 'unseen-action',
  shows:
    'The better action has probability 0: a step confined to the support of the old policy never finds it (claim E4).',
  optimalValue: '1',
  derivation:
    'The action "unseen" pays 1. The start never takes it, and every ratio q/p is then over the other action alone.',
  build: () => game('unseen-action', decision({ known: terminal(0), unseen: terminal(1) })),
  start: { root: { known: '1', unseen: '0' } },
  startValue: '0',
};

/** Claim E4 at a history that no path reaches. */
export const unseenHistory: LibraryGame = {
  id: 'unseen-history',
  shows:
    'The better action leads to a history that no path reaches, where the policy plays badly: two zeros to overcome (claim E4).',
  optimalValue: '2',
  derivation: 'Leaving and then "good" pays 2. The start stays for 1, and its second turn would play "bad" for 0.',
  build: () =>
    game('unseen-history', decision({ stay: terminal(1), leave: decision({ bad: terminal(0), good: terminal(2) }) })),
  start: { root: { stay: '1', leave: '0' }, leave: { bad: '1', good: '0' } },
  startValue: '1',
};
