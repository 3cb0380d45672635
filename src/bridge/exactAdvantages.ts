import { centred } from '../estimate/centred.js';
import { powerSums } from '../estimate/deviation.js';
import { RATIONALS } from '../exact/rationalArithmetic.js';
import { Rational } from '../exact/rational.js';
import type { ReturnAdvantage } from '../neural/algorithm/advantageRule.js';
import { groupBy } from '../neural/groupBy.js';
import type { GroupedTrajectory } from '../neural/rollout/sampleGroups.js';
import { type ExactAdvantage, inverseDeviation, normalised, normalisedBatch } from './exactNormalisation.js';

/**
 * Â of every sampled trajectory by id (Eq. 9 and its variants), from its exact return and those of its group and
 * batch, with the exact core's own formulas (`centred`, `overDeviation`). Throws EstimateError for leave-one-out in a
 * group of one.
 */
export function exactAdvantages(
  trajectories: readonly GroupedTrajectory[],
  { baseline, single, normalisation }: ReturnAdvantage,
): Map<number, ExactAdvantage> {
  const plain = new Map<number, ExactAdvantage>();
  const raw = new Map<number, Rational>();
  const size = trajectories.reduce(
    (most, { trajectory: { pathReturn } }) => Rational.max(most, pathReturn.abs()),
    Rational.ZERO,
  );
  for (const members of groupBy(trajectories, ({ group }) => group).values()) {
    const returns = members.map(({ trajectory }) => trajectory.pathReturn);
    const sums = powerSums(RATIONALS, returns);
    const alone = members.length === 1 && single === 'return' && baseline === 'group-mean';
    const inverse = normalisation.kind === 'group-deviation' ? inverseDeviation(returns, normalisation) : undefined;
    for (const { trajectory } of members) {
      const rule = alone ? 'none' : baseline;
      const own = centred(RATIONALS, rule, trajectory.pathReturn, sums, members.length);
      raw.set(trajectory.id, own);
      plain.set(trajectory.id, normalised(own, size, inverse, normalisation));
    }
  }
  return normalisation.kind === 'batch-deviation' ? normalisedBatch(raw, size, normalisation) : plain;
}
