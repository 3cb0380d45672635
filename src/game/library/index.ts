import { bandit } from './bandit.js';
import { blindCoordination } from './blindCoordination.js';
import { combinationLock } from './combinationLock.js';
import { coordination } from './coordination.js';
import { delayedCredit } from './delayedCredit.js';
import { driftNewPaths, driftOldPaths } from './driftPaths.js';
import { frozenLake } from './frozenLake.js';
import { guessNumber } from './guessNumber.js';
import { ladder2, ladder3 } from './ladder.js';
import type { LibraryGame } from './libraryGame.js';
import { sharedLock } from './sharedLock.js';
import { stopOrGo } from './stopOrGo.js';
import { toolUse } from './toolUse.js';
import { unseenAction, unseenHistory } from './unseenAction.js';

/** Every named game: first the introductory ones, then the instances of the claims catalogue. */
export const LIBRARY: readonly LibraryGame[] = [
  bandit,
  coordination,
  combinationLock,
  delayedCredit,
  guessNumber,
  toolUse,
  frozenLake,
  ladder2,
  ladder3,
  driftNewPaths,
  driftOldPaths,
  sharedLock,
  unseenAction,
  unseenHistory,
  blindCoordination,
];

/** The library game of this id: a named one, or a member of a family ("stop-or-go:5"). Undefined when there is none. */
export function libraryGame(id: string): LibraryGame | undefined {
  return LIBRARY.find((entry) => entry.id === id) ?? stopOrGo(id);
}
