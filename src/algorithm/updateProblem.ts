import type { Parts } from '../estimate/pathEstimates.js';
import type { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';

/**
 * One information set's part in an update: what the trajectories that pass through it say about each action.
 * Per action a list of trajectories, whose weights are probabilities given the set and the action.
 */
export interface UpdateProblem {
  /** p: the old distribution π_k(·|set). */
  readonly old: readonly Rational[];
  readonly samples: readonly (readonly Sample[])[];
  /** With which probability the policy in force reaches the set. */
  readonly reach: Real;
  /** For tie-breaking and messages: the first turn that is updated here, the set's number and name. */
  readonly turn: number;
  readonly set: number;
  readonly name: string;
}

/** A trajectory's part: E[M^±] = factor·E[Â^±]. */
export interface Sample {
  /** Its probability under π_k after the set and the action. */
  readonly weight: Real;
  /** c: what it carries from the turns behind this one that are already updated. */
  readonly factor: Real;
  readonly estimate: Parts;
}
