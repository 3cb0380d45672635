import type { Rational } from '../exact/rational.js';

/**
 * An advantage estimator, as data: what number a sample's score ∇log π(a|h) is multiplied by.
 * `expectedEstimate` gives its exact conditional mean at every (h, a).
 */
export type Estimator = LocalAdvantage | GeneralisedAdvantage | ReturnEstimator;

/** The advantage A_π(h, a) itself. */
export interface LocalAdvantage {
  readonly kind: 'exact';
  readonly turnWeight: TurnWeight;
}

/**
 * GAE(λ) with a critic U: Σ_l (γλ)^l δ_{t+l}, δ_t = r_t + γ·U(h_{t+1}) − U(h_t), U = 0 after the end
 * (Schulman et al., ICLR 2016).
 */
export interface GeneralisedAdvantage {
  readonly kind: 'gae';
  /** λ ∈ [0, 1]. */
  readonly lambda: Rational;
  /** U: V_π itself, 0 everywhere (no critic at all), or one value per node (only those of decision nodes are read). */
  readonly critic: 'exact' | 'zero' | readonly Rational[];
  readonly turnWeight: TurnWeight;
}

/**
 * What a local advantage of turn t is weighted by in the update: `objective` γ^(t−1), as the derivative of the
 * discounted J has it; `one`, as common in practice, which is no gradient of J when γ < 1.
 */
export type TurnWeight = 'objective' | 'one';

/**
 * One number for all turns of a path, made from the returns of sampled paths: per update `batchContexts` contexts
 * s0 are drawn, and in each a group of `groupSize` paths, all independent.
 */
export interface ReturnEstimator {
  readonly kind: 'return';
  /** R(τ) with the game's γ, or the plain sum of the path's rewards. */
  readonly returns: 'discounted' | 'undiscounted';
  readonly baseline: Baseline;
  /** G; `limit` stands for G → ∞, where statistics of the group are those of the context. */
  readonly groupSize: Size;
  readonly normalisation: Normalisation;
}

/** A number of samples, at least 1, or infinitely many. */
export type Size = number | 'limit';

/**
 * What is subtracted from R: nothing; V_π(s0) (Eq. 5); the mean of the whole group, the sample's own return
 * included (GRAE, Eq. 9); or the mean of the group's other members (leave-one-out, RLOO).
 */
export type Baseline = 'none' | 'value' | 'group-mean' | 'leave-one-out';

/**
 * What the difference Â is divided by.
 * - `none`: nothing.
 * - `group-deviation`: the standard deviation of the returns of the sample's own group (GRPO).
 * - `batch-deviation`: (Â − mean)/(standard deviation), both over all samples of the batch of `batchContexts`
 *   groups (REINFORCE++, and the paper's batch normalisation). `limit` stands for B → ∞: two true constants.
 */
export type Normalisation =
  | { readonly kind: 'none' }
  | { readonly kind: 'group-deviation'; readonly deviation: Deviation }
  | { readonly kind: 'batch-deviation'; readonly batchContexts: Size; readonly deviation: Deviation };

/** How a standard deviation σ of n numbers is taken, and what is done where it is 0. */
export interface Deviation {
  /** σ² = Σ(x − mean)²/n, or /(n − 1), which needs two samples. */
  readonly divisor: 'n' | 'n-1';
  /** δ ≥ 0: the quotient is by σ + δ. GRPO implementations take 10^−6 or so. */
  readonly stabiliser: Rational;
  /**
   * The estimate where σ + δ = 0: `zero`, which is also what a positive stabiliser gives where a group mean was
   * subtracted (0/δ); or the difference `unscaled`.
   */
  readonly whenZero: 'zero' | 'unscaled';
}
