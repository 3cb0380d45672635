import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gameFromJson } from '../game/buildGame.js';
import { JsonText } from '../game/jsonText.js';
import { LIBRARY } from '../game/library/index.js';
import { gameToSpec } from '../game/printGame.js';
import { policyFromJson, type PolicySpec } from '../policy/policyFile.js';
import type { GivenGame } from '../userAlgorithm/givenGames.js';
import { readText } from './files.js';
import { gameOf } from './gameOf.js';
import { checked, gamesInFile } from './gamesInFile.js';
import { UsageError } from './usageError.js';

/**
 * The games that a name stands for: a library game; every JSON file of a folder; what a file holds
 * (`gamesInFile`). Throws UsageError or GameFileError, one line with the place.
 */
export function givenGames(name: string): GivenGame[] {
  if (LIBRARY.some(({ id }) => id === name)) return [{ from: name, game: gameToSpec(gameOf(name).game) }];
  if (!existsSync(name)) return [{ from: name, game: gameToSpec(gameOf(name).game) }]; // its complaint
  if (!statSync(name).isDirectory()) return gamesInFile(name);
  const files = readdirSync(name).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new UsageError(`${name} holds no .json file; name a folder with games`);
  return files.sort().flatMap((file) => gamesInFile(join(name, file)));
}

/** The policy of a file for one game. Throws UsageError or GameFileError. */
export function withPolicy(given: GivenGame, fileName: string): GivenGame {
  const json = JsonText.parse(readText(fileName), fileName);
  checked(json, [], () => policyFromJson(gameFromJson(given.game), json.value));
  return { ...given, policy: json.value as PolicySpec };
}
