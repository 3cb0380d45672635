import { Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { overDeviation } from './deviation.js';
import { EstimateError } from './estimateError.js';
import type { ReturnEstimator } from './estimator.js';
import type { ContextLaw } from './returnLaw.js';
import type { SampleLaw } from './sampleLaw.js';

/**
 * `sampleLaw` for G → ∞: the group's mean and deviation are those of its context, so Â = R − V(s0) (or R without
 * a baseline), and the group deviation divides each context by its own σ(s0).
 */
export function inLargeGroups(estimator: ReturnEstimator, contexts: readonly ContextLaw[]): SampleLaw {
  const estimateOf = estimateInLargeGroups(estimator, contexts);
  return (context, r) => [{ estimate: estimateOf(context, r), probability: Rational.ONE }];
}

function estimateInLargeGroups(
  { baseline, normalisation }: ReturnEstimator,
  contexts: readonly ContextLaw[],
): (context: ContextLaw, r: Rational) => RootSum {
  const difference = (context: ContextLaw, r: Rational): Rational => (baseline === 'none' ? r : r.sub(context.mean));
  switch (normalisation.kind) {
    case 'none':
      return (context, r) => RootSum.of(difference(context, r));
    case 'group-deviation':
      return (context, r) => overDeviation(difference(context, r), context.variance, normalisation.deviation);
    case 'batch-deviation': {
      if (normalisation.batchContexts !== 'limit') {
        throw new EstimateError(
          'a finite batch of infinite groups is not defined; take batchContexts "limit" or a finite groupSize',
        );
      }
      const average = (of: (context: ContextLaw) => Rational): Rational =>
        Rational.sum(contexts.map((context) => context.probability.mul(of(context))));
      const mean = average((context) => difference(context, context.mean));
      const squares = average((context) => context.variance.add(difference(context, context.mean).pow(2)));
      const variance = squares.sub(mean.pow(2));
      return (context, r) => overDeviation(difference(context, r).sub(mean), variance, normalisation.deviation);
    }
  }
}
