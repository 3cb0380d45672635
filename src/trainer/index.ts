/** A trainer's quantities in float64, as pure functions over plain arrays. */
export {
  type AdvantageRule,
  type Baseline,
  returnAdvantages,
  type Scale,
  weightedDeviation,
  weightedMean,
} from './advantages.js';
export { type Aggregation, aggregationWeights } from './aggregate.js';
export { carryLogRatio, type CarryRule, nextFactor, RELEASED_CARRY, SEEUPO_CARRY, usedFactor } from './carried.js';
export { gae, gaeOfRow, type GaeRule } from './gae.js';
export { turnByTurn, type TurnResult, type TurnUpdate } from './iteration.js';
export { klEstimate, type KlEstimator, klSlope } from './kl.js';
export {
  geometricClipLoss,
  type LossBatch,
  type Objective,
  policyLoss,
  type PolicyLoss,
  rowLogRatios,
} from './policyLoss.js';
export { clip, LARGEST_LOG_RATIO, type RatioLevel, ratioOf, sequenceLogRatio } from './ratios.js';
export { type Rows, TrainerError } from './rows.js';
export { deviation, mean } from './statistics.js';
export { type Point, type Surrogate, surrogateLoss, surrogateSlopes } from './surrogates.js';
