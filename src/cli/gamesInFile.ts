import { gameFromJson } from '../game/buildGame.js';
import { GameError } from '../game/gameError.js';
import type { GameSpec } from '../game/gameSpec.js';
import { JsonText } from '../game/jsonText.js';
import { PolicyError } from '../policy/policyError.js';
import { policyFromJson, type PolicySpec } from '../policy/policyFile.js';
import type { GivenGame } from '../userAlgorithm/givenGames.js';
import { readText } from './files.js';

type Fields = Readonly<Record<string, unknown>>;
type Place = readonly (string | number)[];

/**
 * The games of a file: one with a game, a game and its policy (`{ "game", "policy" }`), a counterexample or certificate of
 * any command (its game with the policy "old"), or an atlas or corpus (every instance). Throws UsageError or
 * GameFileError, one line with the place.
 */
export function gamesInFile(fileName: string): GivenGame[] {
  const json = JsonText.parse(readText(fileName), fileName);
  const value = json.value as Fields | null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw json.problem('a game is an object with a "root", or { "game", "policy" }', []);
  }
  const { instances } = value;
  if (!Array.isArray(instances)) return [gameIn(json, value, [], fileName)];
  return instances.map((one: Fields | null, n) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) {
      throw json.problem('an instance is an object with a "game"', ['instances', n]);
    }
    return gameIn(json, one, ['instances', n], `${fileName}#${n}`);
  });
}

function gameIn(json: JsonText, fields: Fields, place: Place, from: string): GivenGame {
  const nested = fields['game'] !== undefined;
  const spec = (nested ? fields['game'] : fields) as GameSpec;
  const at: Place = nested ? [...place, 'game'] : place;
  const game = checked(json, at, () => gameFromJson(spec));
  const policies = fields['policies'] as Fields | undefined;
  const policy = fields['policy'] ?? policies?.['old'];
  if (!nested || policy === undefined) return { from, game: spec };
  const where = fields['policy'] === undefined ? ['policies', 'old'] : ['policy'];
  checked(json, [...place, ...where], () => policyFromJson(game, policy));
  return { from, game: spec, policy: policy as PolicySpec };
}

/** What `read` makes of a part of the file; its GameError or PolicyError with the place in the file. */
export function checked<R>(json: JsonText, place: Place, read: () => R): R {
  try {
    return read();
  } catch (error) {
    if (error instanceof GameError || error instanceof PolicyError) {
      throw json.problem(error.message, [...place, ...error.path]);
    }
    throw error;
  }
}
