import type { Normalisation, ReturnAdvantage } from '../algorithm/advantageRule.js';
import { NeuralError } from '../neuralError.js';
import { groupBy } from '../groupBy.js';
import { deviation, mean } from './statistics.js';

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
  const groups = groupBy(samples, ({ group }) => group);
  const result = new Map<number, number>();
  for (const { id, return: value } of samples) {
    if (result.has(id)) throw new NeuralError(`two trajectories have the id ${id}`);
    if (!Number.isFinite(value)) throw new NeuralError(`the return of trajectory ${id} is ${value}`);
    result.set(id, Number.NaN);
  }
  for (const members of groups.values()) {
    const returns = members.map((member) => member.return);
    const centred = centredReturns(returns, rule, members[0].group);
    const { normalisation } = rule;
    const sigma = deviation(returns, divisor(normalisation));
    const isScaled = normalisation.kind === 'group-deviation';
    const scaled = isScaled ? centred.map((x) => over(x, sigma, normalisation)) : centred;
    members.forEach(({ id }, i) => result.set(id, scaled[i]));
  }
  return rule.normalisation.kind === 'batch-deviation' ? normalisedBatch(result, rule.normalisation) : result;
}

function centredReturns(
  returns: readonly number[],
  { baseline, single }: ReturnAdvantage,
  group: number,
): readonly number[] {
  const isSingle = returns.length === 1;
  if (baseline === 'none' || (baseline === 'group-mean' && isSingle && single === 'return')) return returns;
  if (baseline === 'group-mean') {
    const centre = mean(returns);
    return returns.map((own) => own - centre);
  }
  if (isSingle) {
    throw new NeuralError(`leave-one-out needs at least two rollouts per context, but group ${group} has one`);
  }
  return returns.map((own, i) => own - mean(returns.filter((_, j) => j !== i)));
}

/**
 * (x − mean)/(σ + δ) over all values, clamped if so stated; by key. For advantages of trajectories and of tokens.
 */
export function normalisedBatch<Key>(values: ReadonlyMap<Key, number>, how: Normalisation): Map<Key, number> {
  const all = [...values.values()];
  if (how.kind !== 'batch-deviation' || all.length === 0) return new Map(values);
  const centre = mean(all);
  const sigma = deviation(all, divisor(how));
  return new Map(Array.from(values, ([key, x]) => [key, over(x - centre, sigma, how)]));
}

function divisor(how: Normalisation): 'n' | 'n-1' {
  return how.kind === 'none' ? 'n' : how.divisor;
}

function over(x: number, sigma: number, how: Normalisation): number {
  if (how.kind === 'none') return x;
  const { threshold, stabiliser, whenZero, clamp = Infinity } = how;
  const scaled = sigma > threshold ? x / (sigma + stabiliser) : whenZero === 'zero' ? 0 : x;
  return Math.max(-clamp, Math.min(clamp, scaled));
}
