import type { AdvantageRule } from '../trainer/advantages.js';

/** Which trajectories are compared with each other. */
export type GroupKey =
  | 'uid'
  | 'rows in blocks'
  | 'rows in half blocks'
  | 'rows in double blocks'
  | 'rows in blocks, off by one'
  | 'rows in strides'
  | 'rows modulo the group size'
  | 'order of use in blocks'
  | 'loss call'
  | 'batch'
  | 'turn'
  | 'uid and turn';

/** How returns become advantages in a log. */
export interface AdvantageFormula {
  readonly key: GroupKey;
  /** Whose statistics a row gets: those of its own group, of the groups in turn (row i: group i mod k), or of a neighbour. */
  readonly statistics: 'own' | 'tiled' | 'next' | 'previous';
  readonly rule: AdvantageRule;
  /** What counts in the batch's statistics (and, by rows, in those of the group). */
  readonly weights: 'trajectories' | 'rows' | 'tokens';
  readonly negated?: boolean;
}

/** A formula in words. */
export function describeAdvantage({ key, rule, statistics, weights, negated }: AdvantageFormula): string {
  const { baseline, scale, single, recentre, clamp } = rule;
  const parts = [
    baseline === 'none' ? 'the return' : `the return less the ${baseline}`,
    ...(recentre === true ? ['less the mean of the batch'] : []),
    ...(scale === undefined
      ? ['not divided']
      : [
          `divided by the ${scale.of} deviation (${scale.divisor}) with epsilon ${scale.stabiliser}${scale.place === undefined || scale.place === 'added' ? '' : ` (${scale.place})`}`,
        ]),
    `groups by ${key}`,
    ...(statistics === 'own' ? [] : [`statistics of group "${statistics}"`]),
    ...(weights === 'trajectories' ? [] : [`statistics over ${weights}`]),
    ...(clamp === undefined ? [] : [`clamped to ±${clamp}`]),
    ...(single === 'return' ? ['a group of one keeps its return'] : []),
    ...(negated === true ? ['sign reversed'] : []),
  ];
  return parts.join(', ');
}
