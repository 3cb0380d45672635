import type { CarryFormula } from './carryStage.js';
import type { Dtype } from './logRow.js';
import type { WholeRule } from './whole.js';

/** Numbers of a run that aggregations divide by. */
export interface LossSettings {
  /** Loss calls per optimizer step. */
  readonly accumulation: number;
  /** Loss calls per generation, by which TRL's num_items_in_batch is shared out. */
  readonly callsPerGeneration: number;
  readonly constantLength: number;
  /** Scalars that hold the loss, the first that is there. */
  readonly lossNames: readonly string[];
  /** Scalars that hold the number of tokens of the whole batch, and of the window of an accumulation. */
  readonly tokenNames: readonly string[];
  /** Rows in a loss call; a call with fewer may have lost some to the end of the log. */
  readonly rowsPerCall?: number | undefined;
  /** How M is carried, for logs without the factor itself. */
  readonly carry?: CarryFormula | undefined;
  readonly whole: WholeRule;
  readonly dtype?: Dtype | undefined;
}
