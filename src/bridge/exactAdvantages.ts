import { centred } from '../estimate/centred.js';
import { NO_SAMPLES, type PowerSums, sumsOf, together } from '../estimate/powerSums.js';
import { Rational } from '../exact/rational.js';
import type { ReturnAdvantage } from '../neural/algorithm/advantageRule.js';
import { groupBy } from '../neural/groupBy.js';
import type { GroupedTrajectory } from '../neural/rollout/sampleGroups.js';

/**
 * Â of every sampled trajectory by id (Eq. 9 and its variants without a deviation), from its exact return and those
 * of its group, with the exact core's own formula (`centred`). Throws EstimateError for leave-one-out in a group of one.
 */
export function exactAdvantages(
  trajectories: readonly GroupedTrajectory[],
  { baseline, single }: Pick<ReturnAdvantage, 'baseline' | 'single'>,
): Map<number, Rational> {
  const result = new Map<number, Rational>();
  for (const members of groupBy(trajectories, ({ group }) => group).values()) {
    const sums = members.reduce<PowerSums>(
      (total, { trajectory }) => together(total, sumsOf(trajectory.pathReturn)),
      NO_SAMPLES[0].sums,
    );
    const alone = members.length === 1 && single === 'return' && baseline === 'group-mean';
    for (const { trajectory } of members) {
      const rule = alone ? 'none' : baseline;
      result.set(trajectory.id, centred(rule, trajectory.pathReturn, sums, members.length, Rational.ZERO));
    }
  }
  return result;
}
