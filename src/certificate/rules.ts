import type { Information, Node } from './game.js';
import { members } from './json.js';
import { Rejected, Uncovered } from './refusal.js';
import type { IterationRule, Statement } from './rule.js';
import { computed } from './rules/computed.js';
import { asReturned, candidate } from './rules/given.js';
import { listedSets } from './rules/listedSets.js';
import { centred, decomposition } from './rules/statements/advantages.js';
import { unbiased } from './rules/statements/arms.js';
import { carriedMean } from './rules/statements/carriedMean.js';
import { clipResidual } from './rules/statements/clipResidual.js';
import { far, near } from './rules/statements/distance.js';
import { gainsItsDrift } from './rules/statements/driftGain.js';
import { infiniteDrift, klAbove, noParabola } from './rules/statements/driftLaws.js';
import { equalRewards } from './rules/statements/equalRewards.js';
import { downhill, downhillByLength, expectedUpdate } from './rules/statements/firstOrder.js';
import { gradientRate } from './rules/statements/gradientRate.js';
import { importanceWeights } from './rules/statements/importanceWeights.js';
import { monotone, monotoneEverywhere } from './rules/statements/improvement.js';
import { klRate } from './rules/statements/klRate.js';
import { accepted, minorant } from './rules/statements/minorants.js';
import { noArgmax } from './rules/statements/noArgmax.js';
import { offset, oppositeSigns } from './rules/statements/offsets.js';
import { afterSweeps, allTurns, lastTurns, oneSweep } from './rules/statements/optimum.js';
import { earlyEnds, padding } from './rules/statements/padding.js';
import { performanceDifference } from './rules/statements/performanceDifference.js';
import { practicalCondition } from './rules/statements/practicalCondition.js';
import { outOfReach, withinBound } from './rules/statements/reach.js';
import { relabelling } from './rules/statements/relabelling.js';
import { fixedPoint, fixedPointEverywhere, rests } from './rules/statements/standstill.js';
import { restsBetween, stallsBetween } from './rules/statements/standstillBetween.js';
import { byToken } from './rules/tokens.js';
import { windowed } from './rules/windows.js';

export { describe } from './rules/describe.js';
export { holds, numberOf } from './rules/enclosure.js';
export { mayBeDistribution } from './rules/masses.js';

/** What an iteration may say of its updates. */
const ITERATIONS: Readonly<Record<string, IterationRule>> = {
  computed,
  'computed-by-token': byToken,
  candidate,
  'as-returned': asReturned,
};

/** What a certificate may refute. */
const STATEMENTS: Readonly<Record<string, Statement>> = {
  monotone,
  'monotone-everywhere': monotoneEverywhere,
  'fixed-point': fixedPoint,
  'fixed-point-everywhere': fixedPointEverywhere,
  rests,
  'stalls-between': stallsBetween,
  'rests-between': restsBetween,
  'after-sweeps': afterSweeps,
  'all-turns': allTurns,
  'last-turns': lastTurns,
  'one-sweep': oneSweep,
  'out-of-reach': outOfReach,
  'within-bound': withinBound,
  'early-ends': earlyEnds,
  padding,
  relabelling,
  'equal-rewards': equalRewards,
  centred,
  decomposition,
  'performance-difference': performanceDifference,
  'importance-weights': importanceWeights,
  'carried-mean': carriedMean,
  unbiased,
  offset,
  'opposite-signs': oppositeSigns,
  downhill,
  'downhill-by-length': downhillByLength,
  'expected-update': expectedUpdate,
  'clip-residual': clipResidual,
  'infinite-drift': infiniteDrift,
  'kl-above': klAbove,
  'no-parabola': noParabola,
  'no-argmax': noArgmax,
  'gains-its-drift': gainsItsDrift,
  'practical-condition': practicalCondition,
  accepted,
  minorant,
  near,
  far,
  'kl-rate': klRate,
  'gradient-rate': gradientRate,
};

/** What the policy sees: the rules of game format version 1. */
export function informationOf(value: unknown, nodes: ReadonlyMap<string, Node | undefined>): Information {
  if (value === 'full') return { kind: 'full', nameOf: ({ name }) => name };
  const [[kind, what] = ['', undefined], ...others] = members(value, 'information');
  if (others.length === 0 && kind === 'sets') return listedSets(what, nodes);
  if (others.length === 0 && (kind === 'truncated' || kind === 'shared')) return windowed(kind, what);
  throw new Rejected('information: unknown');
}

/** The rule of an iteration's kind. */
export function iterationRule(kind: unknown): IterationRule {
  if (typeof kind === 'string' && Object.hasOwn(ITERATIONS, kind)) return ITERATIONS[kind];
  throw new Uncovered(`an update of kind ${String(kind)}`);
}

/** The rule of a statement. */
export function statementRule(id: string): Statement {
  if (Object.hasOwn(STATEMENTS, id)) return STATEMENTS[id];
  throw new Uncovered(`the statement ${id}`);
}
