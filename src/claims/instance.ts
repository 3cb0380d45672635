import type { Game } from '../game/game.js';
import type { Policy } from '../policy/policy.js';

/**
 * One case on which a claim is checked: a game, policies on it by name ("old", "candidate", …), and the
 * claim's parameters by name ("order", "step", "tie", "turn", …), written as on the command line.
 */
export interface Instance {
  readonly game: Game;
  readonly policies: Readonly<Record<string, Policy>>;
  readonly parameters: Readonly<Record<string, string>>;
}
