import { clip, ratioOf, sequenceLogRatio } from './ratios.js';

/** How the factor of M_t = ρ_{t+1}⋯ρ_T·Â (Eqs. 7 and 8) is made from the ratios of the turns updated before. */
export interface CarryRule {
  /** The response's ratio, or its geometric mean (the released code). */
  readonly ratio: 'sequence' | 'geometric';
  /** Bounds of each turn's ratio. None if absent. */
  readonly perTurn?: readonly [number, number] | undefined;
  /** Bounds of the accumulated factor; what is carried on is bounded too (the released code), unless `boundAtUse`. */
  readonly accumulated?: readonly [number, number] | undefined;
  /** Each turn's log-ratio is clamped to ± this before exp (the neural path: 20; the released code: 10). */
  readonly logRatioCap?: number | undefined;
  /** Bound the factor only where it is used. */
  readonly boundAtUse?: boolean | undefined;
}

/** SeeUPO: the product of sequence ratios, unbounded. */
export const SEEUPO_CARRY: CarryRule = { ratio: 'sequence' };

/** The released code: geometric means, clipped per turn and after accumulation. */
export const RELEASED_CARRY: CarryRule = {
  ratio: 'geometric',
  perTurn: [0.8, 1.2],
  accumulated: [0.8, 1.2],
  logRatioCap: 10,
};

/** The factor after one more turn's update, from the factor so far and the log of that turn's ratio. */
export function nextFactor(rule: CarryRule, factor: number, logRatio: number): number {
  const ratio = bounded(ratioOf(logRatio, rule.logRatioCap ?? Infinity), rule.perTurn);
  return rule.boundAtUse === true ? ratio * factor : bounded(ratio * factor, rule.accumulated);
}

/** The factor as it multiplies an advantage. */
export function usedFactor(rule: CarryRule, factor: number): number {
  return rule.boundAtUse === true ? bounded(factor, rule.accumulated) : factor;
}

/** log of the ratio of a response right after its turn's update over the policy before it, as `rule` takes it. */
export function carryLogRatio(
  rule: CarryRule,
  after: ArrayLike<number>,
  old: ArrayLike<number>,
  mask: ArrayLike<number>,
): number {
  return sequenceLogRatio(after, old, mask, rule.ratio);
}

function bounded(x: number, bounds: readonly [number, number] | undefined): number {
  return bounds === undefined ? x : clip(x, bounds[0], bounds[1]);
}
