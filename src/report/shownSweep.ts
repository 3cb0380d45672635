import type { SweepOptions } from '../sweep/sweep.js';

/** How the shown sweeps ran, as given to `sweep`, and how to show them. */
export interface ShownSweep extends SweepOptions {
  /** Terminal colours; default none. */
  readonly colour?: boolean;
}
