import type { AdvantageFormula } from '../advantageFormula.js';
import type { CarryFormula } from '../carryStage.js';
import type { Axes } from '../consistency.js';
import type { LossFormula } from '../lossFormula.js';
import type { LossSettings } from '../lossSettings.js';
import type { WholeRule } from '../whole.js';

/** What a configuration says a trainer computes. */
export interface Claim {
  readonly trainer: string;
  /** What each quantity is; absent where the configuration leaves it undecided. Several readings where it is ambiguous. */
  readonly advantages?: readonly AdvantageFormula[] | undefined;
  readonly carry?: readonly CarryFormula[] | undefined;
  readonly loss?: readonly LossFormula[] | undefined;
  readonly settings: Omit<LossSettings, 'whole' | 'dtype'>;
  /** When all of a generation is in the log. */
  readonly whole: WholeRule;
  /** Members of a group. */
  readonly groupSize?: number | undefined;
  /** Keys of the configuration, or values of known keys, that the audit does not cover, with the quantities they affect. */
  readonly undecided: readonly Undecided[];
  /** What must hold of the log itself under this trainer. */
  readonly axes: Axes;
}

/** A key of a configuration that keeps something from being decided. */
export interface Undecided {
  readonly key: string;
  readonly why: string;
  /** The quantity that it bears on, or all. */
  readonly on: 'all' | 'advantages' | 'carry' | 'loss';
}
