import { existsSync } from 'node:fs';
import type { Game } from '../game/game.js';
import { parseGame } from '../game/gameFile.js';
import { LIBRARY, libraryGame } from '../game/library/index.js';
import type { LibraryGame } from '../game/library/libraryGame.js';
import { didYouMean } from '../game/nearest.js';
import { readText } from './files.js';
import { UsageError } from './usageError.js';

/** A game as named on the command line, and its entry in the library if that is where it came from. */
export interface NamedGame {
  readonly game: Game;
  readonly entry?: LibraryGame;
}

/** The game that `name` stands for: the id of a library game, or else a file. */
export function gameOf(name: string): NamedGame {
  const entry = libraryGame(name);
  if (entry !== undefined) return { game: entry.build(), entry };
  if (!existsSync(name) && !/[./\\]/.test(name)) {
    throw new UsageError(`"${name}" is neither a file nor a library game${idHint(name)}; "seeupo games" lists them`);
  }
  return { game: parseGame(readText(name), name) };
}

/** The library game with this id. Throws UsageError, with the nearest id, when there is none. */
export function libraryGameOf(id: string): LibraryGame {
  const entry = libraryGame(id);
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
