import type { Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { EstimateError } from './estimateError.js';
import type { ReturnEstimator, Size } from './estimator.js';
import { inGroups } from './finiteGroups.js';
import { inLargeGroups } from './largeGroups.js';
import type { ContextLaw } from './returnLaw.js';

/** A possible estimate and its probability. */
export interface WeightedEstimate {
  readonly estimate: RootSum;
  readonly probability: Rational;
}

/** The law of a sample's estimate given its context and its return r: what its score may be multiplied by. */
export type SampleLaw = (context: ContextLaw, r: Rational) => readonly WeightedEstimate[];

/**
 * The exact law of the estimate over all groups and batches that a sample can be part of. The contexts are all
 * that occur. Throws EstimateError for a size that is no positive integer, for an estimate that is not defined
 * (leave-one-out, or a deviation with n − 1, of one sample; finite batches of infinite groups), and where more than
 * `limit` combinations would have to be gone through.
 */
export function sampleLaw(estimator: ReturnEstimator, contexts: readonly ContextLaw[], limit: number): SampleLaw {
  const { groupSize, normalisation } = estimator;
  checkSize('a group', groupSize);
  if (normalisation.kind === 'batch-deviation') checkSize('a batch', normalisation.batchContexts);
  return groupSize === 'limit' ? inLargeGroups(estimator, contexts) : inGroups(estimator, groupSize, contexts, limit);
}

/** E[estimate]. */
export function meanEstimate(law: readonly WeightedEstimate[]): RootSum {
  return RootSum.sum(law.map(({ estimate, probability }) => estimate.scale(probability)));
}

function checkSize(what: string, size: Size): void {
  if (size !== 'limit' && (!Number.isSafeInteger(size) || size < 1)) {
    throw new EstimateError(`the size of ${what} is a positive integer or "limit", not ${size}`);
  }
}
