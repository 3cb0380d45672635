import { Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { centred, centredSums } from './centred.js';
import { overDeviation, variance } from './deviation.js';
import type { ReturnEstimator } from './estimator.js';
import { collected, independentSum, type PowerSums, repeated, type SumsLaw, sumsOf, together } from './powerSums.js';
import type { ContextLaw } from './returnLaw.js';
import type { SampleLaw, WeightedEstimate } from './sampleLaw.js';

/** The law of the estimate, given Â, the power sums of its group's returns, and those of its group's Â. */
type Normalise = (difference: Rational, returns: PowerSums, differences: PowerSums) => readonly WeightedEstimate[];

/**
 * `sampleLaw` for groups of `size`. A sample's estimate depends on its group and batch through power sums only.
 * So its law over all tuples of paths is one over the law of these sums.
 */
export function inGroups(
  estimator: ReturnEstimator,
  size: number,
  contexts: readonly ContextLaw[],
  limit: number,
): SampleLaw {
  const { baseline } = estimator;
  const others = new Map(contexts.map((context) => [context, repeated(oneReturn(context), size - 1, limit)]));
  const othersIn = (context: ContextLaw): SumsLaw =>
    others.get(context) ?? repeated(oneReturn(context), size - 1, limit);
  const normalise = normaliser(estimator, size, limit, () =>
    collected(
      contexts.flatMap((context) =>
        independentSum(othersIn(context), oneReturn(context), limit).map(({ sums, probability }) => ({
          sums: centredSums(baseline, sums, size, context.mean),
          probability: probability.mul(context.probability),
        })),
      ),
    ),
  );
  return (context, r) =>
    othersIn(context).flatMap(({ sums, probability }) => {
      const group = together(sums, sumsOf(r));
      const difference = centred(baseline, r, group, size, context.mean);
      const law = normalise(difference, group, centredSums(baseline, group, size, context.mean));
      return law.map((given) => ({ ...given, probability: given.probability.mul(probability) }));
    });
}

function oneReturn({ returns }: ContextLaw): SumsLaw {
  return returns.map(({ value, probability }) => ({ sums: sumsOf(value), probability }));
}

/** The law over the rest of the batch; `groupLaw` gives the law of the power sums of Â over a whole group. */
function normaliser(
  { normalisation }: ReturnEstimator,
  size: number,
  limit: number,
  groupLaw: () => SumsLaw,
): Normalise {
  switch (normalisation.kind) {
    case 'none':
      return (difference) => [certainly(RootSum.of(difference))];
    case 'group-deviation': {
      const { deviation } = normalisation;
      return (difference, returns) => [
        certainly(overDeviation(difference, variance(returns, size, deviation), deviation)),
      ];
    }
    case 'batch-deviation': {
      const { batchContexts, deviation } = normalisation;
      if (batchContexts === 'limit') {
        const n = Rational.of(size);
        const law = groupLaw();
        const moment = (of: (sums: PowerSums) => Rational): Rational =>
          Rational.sum(law.map(({ sums, probability }) => probability.mul(of(sums)))).div(n);
        const mean = moment(({ first }) => first);
        const spread = moment(({ second }) => second).sub(mean.pow(2));
        return (difference) => [certainly(overDeviation(difference.sub(mean), spread, deviation))];
      }
      const count = batchContexts * size;
      const otherGroups = repeated(batchContexts === 1 ? [] : groupLaw(), batchContexts - 1, limit);
      return (difference, _, differences) =>
        otherGroups.map(({ sums, probability }) => {
          const batch = together(differences, sums);
          const centredOnBatch = difference.sub(batch.first.div(Rational.of(count)));
          return { estimate: overDeviation(centredOnBatch, variance(batch, count, deviation), deviation), probability };
        });
    }
  }
}

function certainly(estimate: RootSum): WeightedEstimate {
  return { estimate, probability: Rational.ONE };
}
