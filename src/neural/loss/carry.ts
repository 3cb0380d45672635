import { type CarryRule, nextFactor } from '../../trainer/carried.js';
import { LARGEST_LOG_RATIO } from '../../trainer/ratios.js';
import type { Carry } from '../algorithm/algorithm.js';
import type { PoolEntry } from '../rollout/samples.js';
import type { PerToken } from '../rollout/tokenLogs.js';
import { type GeometricMeanRatio, type JointRatio, ratioOf } from './ratio.js';

/** By trajectory id, what Â is multiplied by to give M_t; 1 where nothing was carried yet. Never by row position. */
export type CarriedFactors = ReadonlyMap<number, number>;

/** The joint ratio of one response between two sets of token log-probabilities, on the host. */
function entryJointRatio({ sample, response }: PoolEntry, now: PerToken, old: PerToken): JointRatio<number> {
  const [after, before] = [now.get(sample.id), old.get(sample.id)];
  if (after === undefined || before === undefined) {
    throw new RangeError(`no log-probabilities of trajectory ${sample.id}`);
  }
  let log = 0;
  for (let j = response.start; j < response.start + response.length; j++) log += after[j] - before[j];
  return { kind: 'joint', log };
}

/** Its geometric mean per token. */
function entryGeometricMeanRatio(entry: PoolEntry, now: PerToken, old: PerToken): GeometricMeanRatio<number> {
  return { kind: 'geometric-mean', log: entryJointRatio(entry, now, old).log / entry.response.length };
}

/** Eq. 8: M_t = ρ_t·M_{t+1}. Takes the joint ratio only: no other one carries an expectation to the new policy. */
export function carriedAdvantage(ratio: JointRatio<number>, next: number): number {
  return nextFactor({ ratio: 'sequence', logRatioCap: LARGEST_LOG_RATIO }, next, ratio.log);
}

/** The released code: f = clip(ρ), then clip(f·c), both to [1 − ε, 1 + ε]. Any ratio. */
export function clippedCarry(
  ratio: JointRatio<number> | GeometricMeanRatio<number>,
  factor: number,
  epsilon: number,
): number {
  const bounds = [1 - epsilon, 1 + epsilon] as const;
  const rule: CarryRule = {
    ratio: ratio.kind === 'joint' ? 'sequence' : 'geometric',
    perTurn: bounds,
    accumulated: bounds,
    logRatioCap: LARGEST_LOG_RATIO,
  };
  return nextFactor(rule, factor, ratio.log);
}

/** The factors after the update of one turn, from the log-probabilities right after it. Others stay. */
export function carriedFactors(
  factors: CarriedFactors,
  carry: Carry,
  entries: readonly PoolEntry[],
  now: PerToken,
  old: PerToken,
): Map<number, number> {
  const result = new Map(factors);
  if (carry.kind === 'none') return result;
  for (const entry of entries) {
    const { id } = entry.sample;
    const factor = factors.get(id) ?? 1;
    if (carry.ratio === 'joint' && carry.clip === undefined) {
      result.set(id, carriedAdvantage(entryJointRatio(entry, now, old), factor));
      continue;
    }
    const ratio = carry.ratio === 'joint' ? entryJointRatio(entry, now, old) : entryGeometricMeanRatio(entry, now, old);
    result.set(id, carry.clip === undefined ? ratioOf(ratio.log) * factor : clippedCarry(ratio, factor, carry.clip));
  }
  return result;
}
