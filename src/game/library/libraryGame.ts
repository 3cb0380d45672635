import type { Game } from '../game.js';

/** A named game with a known answer. */
export interface LibraryGame {
  /** Its name on the command line and in its file; `build().name` is the same. */
  readonly id: string;
  /** One sentence: what the game shows. */
  readonly shows: string;
  /** J*, exact: the best expected return over policies with full information. */
  readonly optimalValue: string;
  /** Why that is J*: the arithmetic, or the source. */
  readonly derivation: string;
  build(): Game;
  /** The policy that the claim about this game starts from: information set → action → probability. */
  readonly start?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** J of `start`, exact. */
  readonly startValue?: string;
  /** The best J of any policy under the game's own information structure, where that is less than full. */
  readonly bestUnderInformation?: string;
}
