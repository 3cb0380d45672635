import { gameFromJson } from './buildGame.js';
import type { Game } from './game.js';
import { GameError } from './gameError.js';
import { JsonText } from './jsonText.js';

/**
 * Reads a game from the text of a JSON file (`gameSpec`, published as schemas/game.schema.json).
 * Throws GameFileError with one line such as
 * `coin.json:12:21: probabilities of chance node "toss" sum to 9/10, not to 1; make them sum to exactly 1`.
 */
export function parseGame(text: string, fileName: string): Game {
  const json = JsonText.parse(text, fileName);
  try {
    return gameFromJson(json.value);
  } catch (error) {
    if (error instanceof GameError) throw json.problem(error.message, error.path);
    throw error;
  }
}
