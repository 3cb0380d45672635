import { Rational } from '../exact/rational.js';
import type { Deviation, Estimator, GeneralisedAdvantage, ReturnEstimator, Size } from './estimator.js';

/** The advantage itself, weighted as in ∇J. */
export const EXACT: Estimator = { kind: 'exact', turnWeight: 'objective' };

/** R − V_π(s0): the joint advantage of Eq. 5 with the exact baseline. */
export const JOINT: ReturnEstimator = {
  kind: 'return',
  returns: 'discounted',
  baseline: 'value',
  groupSize: 1,
  normalisation: { kind: 'none' },
};

/** REINFORCE: the return, without a baseline. */
export const REINFORCE: ReturnEstimator = { ...JOINT, baseline: 'none' };

/** GRAE (Eq. 9): the return less the mean of its group of `groupSize`, itself included. */
export function grae(groupSize: Size): ReturnEstimator {
  return { ...JOINT, baseline: 'group-mean', groupSize };
}

/** RLOO: the return less the mean of the other members of its group of `groupSize` ≥ 2. */
export function leaveOneOut(groupSize: Size): ReturnEstimator {
  return { ...JOINT, baseline: 'leave-one-out', groupSize };
}

/** σ² = Σ(x − mean)²/n, no stabiliser, and 0 where all numbers are equal. */
export const POPULATION: Deviation = { divisor: 'n', stabiliser: Rational.ZERO, whenZero: 'zero' };

/** σ² = Σ(x − mean)²/(n − 1), no stabiliser, and 0 where all numbers are equal. */
export const SAMPLE: Deviation = { ...POPULATION, divisor: 'n-1' };

/** GRPO: GRAE divided by the standard deviation of the same group. */
export function groupDeviation(groupSize: Size, deviation: Deviation = POPULATION): ReturnEstimator {
  return { ...grae(groupSize), normalisation: { kind: 'group-deviation', deviation } };
}

/** GRAE normalised over a batch of `batchContexts` groups: (Â − μ_B)/σ_B. */
export function batchDeviation(
  groupSize: Size,
  batchContexts: Size,
  deviation: Deviation = POPULATION,
): ReturnEstimator {
  return { ...grae(groupSize), normalisation: { kind: 'batch-deviation', batchContexts, deviation } };
}

/** REINFORCE++: single paths of `batchContexts` contexts, normalised over the batch. */
export function reinforcePlusPlus(batchContexts: Size, deviation: Deviation = POPULATION): ReturnEstimator {
  return { ...REINFORCE, normalisation: { kind: 'batch-deviation', batchContexts, deviation } };
}

/** GAE(λ), with V_π as its critic unless one is given; λ as exact text, e.g. "19/20". */
export function gae(lambda: string, critic: GeneralisedAdvantage['critic'] = 'exact'): GeneralisedAdvantage {
  return { kind: 'gae', lambda: Rational.parse(lambda), critic, turnWeight: 'objective' };
}
