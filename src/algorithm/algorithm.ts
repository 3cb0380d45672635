import type { Estimator } from '../estimate/estimator.js';
import type { Rational } from '../exact/rational.js';
import type { MirrorStep } from '../mirror/mirrorStep.js';
import type { Order } from '../sweep/order.js';
import type { CarryRule } from './carry.js';

/**
 * A policy-update rule, as data: what a sample's score is multiplied by, what each turn then maximises or climbs, in
 * which order the turns do it, and how M is carried from one to the next. `iterate` runs one iteration of it, with
 * exact expectations. SeeUPO and every baseline are values of this type (`algorithms.ts`).
 */
export interface Algorithm {
  readonly name: string;
  /** Â, with its group size and its normalisation. */
  readonly estimator: Estimator;
  readonly surrogate: Surrogate;
  /**
   * `reverse` T, …, 1 (the paper); `forward`; `simultaneous`: all turns at once, one joint update against π_k, in
   * which no turn sees another's ratio; `random`: a new permutation every iteration; or a fixed permutation.
   */
  readonly order: Order | 'random';
  /** How M_t follows from M_{t+1} (Eq. 8). Default: `exactCarry`. Of no effect in simultaneous order. */
  readonly carry?: CarryRule;
  /** Accept the result only as far as the joint-ratio surrogate allows it (claim D7). Default: no safeguard. */
  readonly safeguard?: { readonly epsilon: Rational; readonly halvings: number };
}

/** What a turn's update maximises over its distributions q, or climbs; p is π_k's, ρ = q/p, and M = c·Â (Eq. 7). */
export type Surrogate = ClippedSurrogate | MirrorSurrogate | KlSurrogate | GradientStep;

/**
 * The exact argmax of E[min(ρM, clip(ρ, 1−low, 1+high)·M)].
 * - `turn`: ρ is the ratio of the whole response (SeeUPO, Eq. 6).
 * - `token`: every token is a decision of its own, with its own ratio (PPO, GRPO); full information only.
 * - `joint`: ρ·c is clipped, c the ratio of the turns already updated, and M = Â.
 */
export interface ClippedSurrogate {
  readonly kind: 'clip';
  readonly level: 'token' | 'turn' | 'joint';
  readonly low: Rational;
  readonly high: Rational;
}

/** The exact argmax of E[ρM] − D within a neighbourhood, as a `MirrorStep` other than the clipped one has it. */
export interface MirrorSurrogate {
  readonly kind: 'mirror';
  readonly step: MirrorStep;
}

/** The argmax of E[ρM] − λ·KL(q‖p). */
export interface KlSurrogate {
  readonly kind: 'kl';
  /** λ > 0. */
  readonly weight: Rational;
}

/**
 * One gradient step on E[ρM] in softmax logits from ρ = 1, where all clipped and unclipped surrogates have this same
 * gradient: E[M·∇log π].
 */
export interface GradientStep {
  readonly kind: 'gradient';
  /** α ≥ 0, in logits per unit of the return. */
  readonly size: Rational;
  /**
   * With lengths, the ratio is the geometric mean ρ^(1/L) over the response's L tokens, as GSPO has it, so that M is
   * divided by L. Action number a of a decision has `lengths[a]` tokens, beyond the list the last length.
   */
  readonly lengths?: readonly number[];
}
