import { type Arithmetic } from '../exact/arithmetic.js';
import type { Rational } from '../exact/rational.js';
import { RATIONALS } from '../exact/rationalArithmetic.js';
import type { TieRule } from './fill.js';

/**
 * One decision of the update: at one information set, given what the old policy's batch says about each
 * action, which distribution comes next? All arrays have one entry per action.
 */
export interface MirrorProblem<N = Rational> {
  /** p: the old distribution π_k(·|h). */
  readonly old: readonly N[];
  /** E[M | h, a], up to a constant that does not depend on the action. */
  readonly advantage: readonly N[];
  /** E[M⁺ | h, a] and E[M⁻ | h, a], the means of the positive and the negative part; needed by the clipped surrogate. */
  readonly parts?: { readonly gain: readonly N[]; readonly loss: readonly N[] };
  /** Tie-breaking: actions in order of preference among equally good ones. */
  readonly preference: readonly number[];
  /**
   * `stay`: of the maximisers the nearest to `old`; `preference`: as that list has it. Default: `preference` where the
   * list is in another order than 0, 1, …, which stands for no preference.
   */
  readonly tie?: 'stay' | 'preference';
  /** Called when the maximiser is not unique. */
  readonly onTie?: (() => void) | undefined;
}

/**
 * A mirror step: q = argmax over q in a neighbourhood U(p) of Σ_a q_a·E[M|h,a] − D(q|p) (Eq. 3 at one history).
 */
export interface MirrorStep {
  /** As written in parameters and on the command line, e.g. "clip:1/5". */
  readonly name: string;
  /** Does it need `parts`, the distribution of M's sign and not only its mean? */
  readonly needsParts: boolean;
  /** Does only the order of the E[M|h,a] matter, not their sizes? (A linear programme with a greedy solution.) */
  readonly ordinal?: boolean;
  /** The exact argmax, ties resolved as the problem has it. */
  solve(problem: MirrorProblem): Rational[];
  /** The same in any arithmetic; a step of one's own may leave it out. Throws UncertainError as `fill`. */
  solveIn?<N>(numbers: Arithmetic<N>, problem: MirrorProblem<N>): N[];
  /** D(q|p) ≥ 0, in units of M; 0 for a step that is only confined to a neighbourhood. */
  drift(problem: MirrorProblem, q: readonly Rational[]): Rational;
  /** Is q in the neighbourhood U(p)? */
  feasible(problem: MirrorProblem, q: readonly Rational[]): boolean;
}

/** A mirror step from its solution in any arithmetic. */
export function mirrorStep(
  step: Omit<MirrorStep, 'solve'> & { readonly solveIn: NonNullable<MirrorStep['solveIn']> },
): MirrorStep {
  return { ...step, solve: (problem) => step.solveIn(RATIONALS, problem) };
}

/** How the problem wants ties resolved. */
export function tieRuleOf<N>({ old, preference, tie, onTie }: MirrorProblem<N>): TieRule<N> {
  const unordered = preference.every((a, n) => a === n);
  return { tie: tie ?? (unordered ? 'stay' : 'preference'), old, preference, onTie };
}

/** Σ_a q_a·E[M|h,a] − D(q|p): what the step maximises, up to the constant of `advantage`. */
export function objective(step: MirrorStep, problem: MirrorProblem, q: readonly Rational[]): Rational {
  return inner(q, problem.advantage).sub(step.drift(problem, q));
}

/** Σ_a x_a·y_a. */
export function inner(x: readonly Rational[], y: readonly Rational[]): Rational {
  return RATIONALS.inner(x, y);
}

/** Do all actions with p_a = 0 have q_a = 0? (An importance ratio sees no sample of such an action.) */
export function withinSupport(p: readonly Rational[], q: readonly Rational[]): boolean {
  return p.every((mass, a) => !mass.isZero() || q[a].isZero());
}
