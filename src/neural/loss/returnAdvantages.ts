import { type AdvantageRule, returnAdvantages as advantagesOf, type Scale } from '../../trainer/advantages.js';
import type { Normalisation, ReturnAdvantage } from '../algorithm/advantageRule.js';
import { NeuralError } from '../neuralError.js';
import { groupBy } from '../groupBy.js';

/** What an advantage is made from. */
export interface ReturnSample {
  /** The trajectory. */
  readonly id: number;
  /** The rollouts of one context in one iteration share it. */
  readonly group: number;
  /** R(τ). */
  readonly return: number;
}

/**
 * Â of every trajectory, by id (Eq. 9 with its variants; see `AdvantageRule`). Independent of the order of `samples`
 * up to rounding; where all returns of the relevant set are equal, exactly 0. Throws NeuralError for two trajectories
 * with one id, for leave-one-out in a group of one, and for a return that is not finite.
 */
export function returnAdvantages(samples: readonly ReturnSample[], rule: ReturnAdvantage): Map<number, number> {
  const ids = new Set<number>();
  for (const { id, return: value } of samples) {
    if (ids.has(id)) throw new NeuralError(`two trajectories have the id ${id}`);
    if (!Number.isFinite(value)) throw new NeuralError(`the return of trajectory ${id} is ${value}`);
    ids.add(id);
  }
  if (rule.baseline === 'leave-one-out') {
    for (const [group, { length }] of groupBy(samples, (sample) => sample.group)) {
      if (length > 1) continue;
      throw new NeuralError(`leave-one-out needs at least two rollouts per context, but group ${group} has one`);
    }
  }
  const returns = samples.map((sample) => sample.return);
  const groups = samples.map((sample) => sample.group);
  const advantages = advantagesOf(returns, groups, trainerRule(rule.baseline, rule.single, rule.normalisation));
  return new Map(samples.map(({ id }, i) => [id, advantages[i]]));
}

/**
 * (x − mean)/(σ + δ) over all values, clamped if so stated; by key. For advantages of trajectories and of tokens.
 */
export function normalisedBatch<Key>(values: ReadonlyMap<Key, number>, how: Normalisation): Map<Key, number> {
  if (how.kind !== 'batch-deviation') return new Map(values);
  const all = [...values.values()];
  const scaled = advantagesOf(all, all, trainerRule('none', 'return', how));
  return new Map([...values.keys()].map((key, i) => [key, scaled[i]]));
}

function trainerRule(
  baseline: ReturnAdvantage['baseline'],
  single: AdvantageRule['single'],
  how: Normalisation,
): AdvantageRule {
  if (how.kind === 'none') return { baseline, single };
  const { divisor, stabiliser, threshold, clamp } = how;
  const whenBelow = how.whenZero === 'zero' ? 'zero' : 'raw';
  const of: Scale['of'] = how.kind === 'group-deviation' ? 'group' : 'centred-batch';
  const scale: Scale = { of, divisor, stabiliser, threshold, whenBelow };
  return { baseline, single, scale, recentre: of === 'centred-batch', clamp };
}
