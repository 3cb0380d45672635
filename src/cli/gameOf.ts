import { existsSync } from 'node:fs';
import type { Game } from '../game/game.js';
import { gameFromJson } from '../game/buildGame.js';
import { LIBRARY } from '../game/library/index.js';
import type { LibraryGame } from '../game/library/libraryGame.js';
import { didYouMean } from '../game/nearest.js';
import type { PolicySpec } from '../policy/policyFile.js';
import { gamesInFile } from './gamesInFile.js';
import { UsageError } from './usageError.js';

/**
 * A game as named on the command line, its entry in the library if that is where it came from, and the policy that comes
 * with it, if one does.
 */
export interface NamedGame {
  readonly game: Game;
  readonly entry?: LibraryGame;
  readonly start?: PolicySpec;
}

/** The game that `name` stands for: the id of a library game, or else a file with one game (`gamesInFile`). */
export function gameOf(name: string): NamedGame {
  const entry = LIBRARY.find(({ id }) => id === name);
  if (entry !== undefined) {
    return { game: entry.build(), entry, ...(entry.start === undefined ? {} : { start: entry.start }) };
  }
  if (!existsSync(name) && !/[./\\]/.test(name)) {
    throw new UsageError(`"${name}" is neither a file nor a library game${idHint(name)}; "seeupo games" lists them`);
  }
  const [given, ...others] = gamesInFile(name);
  if (others.length > 0) throw new UsageError(`${name} holds ${others.length + 1} games; name a file with one`);
  if (given === undefined) throw new UsageError(`${name} holds no game`);
  return { game: gameFromJson(given.game), ...(given.policy === undefined ? {} : { start: given.policy }) };
}

/** The library game with this id. Throws UsageError, with the nearest id, when there is none. */
export function libraryGameOf(id: string): LibraryGame {
  const entry = LIBRARY.find((game) => game.id === id);
  if (entry === undefined)
    throw new UsageError(`there is no library game "${id}"${idHint(id)}; "seeupo games" lists them`);
  return entry;
}

function idHint(id: string): string {
  return didYouMean(
    id,
    LIBRARY.map((game) => game.id),
  );
}
