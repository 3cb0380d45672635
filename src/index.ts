/** The library: everything that may be imported from `seeupo`. What is not here is internal. */

export { ExactError } from './exact/exactError.js';
export { Interval } from './exact/interval.js';
export { Rational } from './exact/rational.js';

export { buildGame, gameFromJson } from './game/buildGame.js';
export { chance, decision, game, paying, terminal } from './game/builders.js';
export { type Game, labelsOf, NodeKind } from './game/game.js';
export { GameError } from './game/gameError.js';
export { parseGame } from './game/gameFile.js';
export { GameFileError } from './game/gameFileError.js';
export type { GameSpec } from './game/gameSpec.js';
export { FULL_INFORMATION, type Information } from './game/information.js';
export { LIBRARY } from './game/library/index.js';
export type { LibraryGame } from './game/library/libraryGame.js';
export { printGame } from './game/printGame.js';

export {
  distributionAt,
  hasFullSupport,
  type Policy,
  policyFromSets,
  setDistributions,
  type SetDistributions,
  uniformPolicy,
} from './policy/policy.js';
export { PolicyError } from './policy/policyError.js';
export { parsePolicy, policyFromJson, type PolicySpec, policyToJson, printPolicy } from './policy/policyFile.js';

export { actionValue, advantage } from './evaluate/actionValue.js';
export { carriedAdvantage, jointAdvantage, ratios } from './evaluate/carriedAdvantage.js';
export { expectedReturn } from './evaluate/expectedReturn.js';
export { optimalPolicy, optimalValue } from './evaluate/optimalValue.js';
export { pathReturn } from './evaluate/pathReturn.js';
export { type Path, pathProbability, paths } from './evaluate/paths.js';
export { reachProbability } from './evaluate/reachProbability.js';
export { value } from './evaluate/value.js';

export { clip } from './mirror/clip.js';
export { type MirrorProblem, type MirrorStep, objective } from './mirror/mirrorStep.js';
export { ratioBox, supported, totalVariation, totalVariationPenalty, unrestricted } from './mirror/neighbourhood.js';
export { parseStep } from './mirror/parseStep.js';
export { chiSquare, euclidean } from './mirror/quadratic.js';

export { type KlSweep, klSweep, type KlSweepOptions, klSweeps, type RealPolicy } from './sweep/klSweep.js';
export { type Order, orderName, parseOrder, randomOrder } from './sweep/order.js';
export { type SetUpdate, sweep, type Sweep, type SweepOptions, sweeps } from './sweep/sweep.js';
export { parseTie, type Tie, tieName } from './sweep/tie.js';

export type { Claim, Regime, Variant } from './claims/claim.js';
export type { Instance } from './claims/instance.js';
export type { Outcome, Side, Violation } from './claims/outcome.js';
export { claimById, CLAIMS } from './claims/registry.js';
