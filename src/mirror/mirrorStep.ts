import { Rational } from '../exact/rational.js';

/**
 * One decision of the update: at one information set, given what the old policy's batch says about each
 * action, which distribution comes next? All arrays have one entry per action.
 */
export interface MirrorProblem {
  /** p: the old distribution π_k(·|h). */
  readonly old: readonly Rational[];
  /** E[M | h, a], up to a constant that does not depend on the action. */
  readonly advantage: readonly Rational[];
  /** E[M⁺ | h, a] and E[M⁻ | h, a], the means of the positive and the negative part; needed by the clipped surrogate. */
  readonly parts?: { readonly gain: readonly Rational[]; readonly loss: readonly Rational[] };
  /** Tie-breaking: actions in order of preference among equally good ones. */
  readonly preference: readonly number[];
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
  /** The exact argmax, ties resolved by `preference`. */
  solve(problem: MirrorProblem): Rational[];
  /** D(q|p) ≥ 0, in units of M; 0 for a step that is only confined to a neighbourhood. */
  drift(problem: MirrorProblem, q: readonly Rational[]): Rational;
  /** Is q in the neighbourhood U(p)? */
  feasible(problem: MirrorProblem, q: readonly Rational[]): boolean;
}

/** Σ_a q_a·E[M|h,a] − D(q|p): what the step maximises, up to the constant of `advantage`. */
export function objective(step: MirrorStep, problem: MirrorProblem, q: readonly Rational[]): Rational {
  return inner(q, problem.advantage).sub(step.drift(problem, q));
}

/** Σ_a x_a·y_a. */
export function inner(x: readonly Rational[], y: readonly Rational[]): Rational {
  return x.reduce((sum, value, a) => sum.add(value.mul(y[a])), Rational.ZERO);
}

/** Do all actions with p_a = 0 have q_a = 0? (An importance ratio sees no sample of such an action.) */
export function withinSupport(p: readonly Rational[], q: readonly Rational[]): boolean {
  return p.every((mass, a) => !mass.isZero() || q[a].isZero());
}
