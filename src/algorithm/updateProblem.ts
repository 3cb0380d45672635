import type { Parts } from '../estimate/pathEstimates.js';
import { type Arithmetic, certainOrder } from '../exact/arithmetic.js';
import type { TieRule } from '../mirror/fill.js';
import { type Tie, tieAt } from '../sweep/tie.js';

/**
 * One information set's part in an update: what the trajectories that pass through it say about each action.
 * Per action a list of trajectories, whose weights are probabilities given the set and the action.
 */
export interface UpdateProblem<N> {
  /** p: the old distribution π_k(·|set). */
  readonly old: readonly N[];
  readonly samples: readonly (readonly Sample<N>[])[];
  /** With which probability the policy in force reaches the set. */
  readonly reach: N;
  readonly tie: Tie;
  /** Called when the update is not unique, so that ties had to be broken. */
  readonly onTie?: (() => void) | undefined;
  /** For tie-breaking and messages: the first turn that is updated here, the set's number and name. */
  readonly turn: number;
  readonly set: number;
  readonly name: string;
}

/** A trajectory's part: E[M^±] = factor·E[Â^±]. */
export interface Sample<N> {
  /** Its probability under π_k after the set and the action. */
  readonly weight: N;
  /** c: what it carries from the turns behind this one that are already updated. */
  readonly factor: N;
  readonly estimate: Parts<N>;
}

/** How the update of this set breaks ties; `advantage` is E[M|a], at which only the adversarial rule looks. */
export function tieRuleAt<N>(
  numbers: Arithmetic<N>,
  { old, tie, onTie, turn, set }: UpdateProblem<N>,
  advantage: readonly N[],
): TieRule<N> {
  return { ...tieAt(tie, advantage, turn, set, (x, y) => certainOrder(numbers, x, y)), old, onTie };
}
