import type { Term } from './term.js';

/** One information set's part in an update, as `UpdateProblem` has it, for all games of a shape at once. */
export interface SymbolicProblem {
  /** p, per action: π_k's. */
  readonly old: readonly Term[];
  /** q, per action: the new distribution. */
  readonly next: readonly Term[];
  readonly samples: readonly (readonly SymbolicSample[])[];
  /** What all weights have been multiplied by: the probability of reaching the set. */
  readonly total: Term;
}

/** A trajectory's part: with probability `weight` (its factor c included) M is c·Â. */
export interface SymbolicSample {
  readonly weight: Term;
  /** c = after/before, for ratios that are clipped jointly. */
  readonly after: Term;
  readonly before: Term;
  readonly gain: Term;
  readonly loss: Term;
}
