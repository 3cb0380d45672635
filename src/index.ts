/** The library: everything that may be imported from `seeupo`. What is not here is internal. */

export { ExactError } from './exact/exactError.js';
export { Interval } from './exact/interval.js';
export { Rational } from './exact/rational.js';
export { type Real, RealArithmetic } from './exact/real.js';

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

export { alignment, expectedUpdate, policyGradient, type UpdateOptions } from './estimate/policyGradient.js';
export { EstimateError } from './estimate/estimateError.js';
export type {
  Deviation,
  Estimator,
  GeneralisedAdvantage,
  Normalisation,
  ReturnEstimator,
} from './estimate/estimator.js';
export {
  batchDeviation,
  EXACT,
  gae,
  grae,
  groupDeviation,
  JOINT,
  leaveOneOut,
  POPULATION,
  reinforcePlusPlus,
  SAMPLE,
} from './estimate/estimators.js';
export { expectedEstimate } from './estimate/expectedEstimate.js';
export { sampledAlignment, type SampledAlignment } from './estimate/sampledAlignment.js';

export { checkCertificate, type Verdict as CertificateVerdict } from './certificate/check.js';
export { type Certificate, certificateSpec } from './certify/certificateSpec.js';
export { type Recorder, recorderOf, recorderOfStep } from './certify/guaranteeWitness.js';
export { certificateOfGuarantee } from './guarantees/certificate.js';

export { jointRatioSurrogate } from './sweep/jointSurrogate.js';
export { safeguard, type Safeguarded } from './sweep/safeguard.js';
export { type GradientOptions, softmaxGradientStep } from './sweep/softmaxGradient.js';

export type { Algorithm, Surrogate } from './algorithm/algorithm.js';
export { AlgorithmError } from './algorithm/algorithmError.js';
export {
  ALGORITHMS,
  BACKWARD_INDUCTION,
  GRPO,
  GSPO,
  HAPPO,
  PPO,
  REINFORCE,
  REINFORCE_PLUS_PLUS,
  RELEASED,
  RLOO,
  SEEUPO,
  SEEUPPO_GRAE,
} from './algorithm/algorithms.js';
export { type CarryContext, type CarryRule, clippedCarry, exactCarry } from './algorithm/carry.js';
export { type AlgorithmDefinition, defineAlgorithm, DefinitionError } from './algorithm/defineAlgorithm.js';
export { iterate, type IterateOptions, type Update } from './algorithm/iterate.js';
export { clipped, exact, gradient, jointClipped, kl, tokenClipped } from './algorithm/surrogates.js';

export { examine, type Examination, type ExamineOptions } from './search/examine.js';
export type { Guarantee, GuaranteeRegime, Step, StepOptions } from './guarantees/guarantee.js';
export { guaranteeById, GUARANTEES } from './guarantees/guarantees.js';

export { defineStep, type GivenPolicy, type StepAlgorithm, type UserStep } from './userAlgorithm/defineStep.js';

export { promptsOf } from './environments/belief.js';
export type { Environment } from './environments/environment.js';
export { estimateOf, type MonteCarloReturn } from './environments/estimateOf.js';
export { EnvironmentError, TooLargeError } from './environments/environmentError.js';
export { Episode } from './environments/episode.js';
export { ENVIRONMENTS } from './environments/library/index.js';
export { monteCarloReturn } from './environments/monteCarlo.js';
export { DIGITS, numeralMask } from './environments/numerals.js';
export { environmentByName } from './environments/registry.js';
export { type Act, rollout, uniformTokens } from './environments/rollout.js';
export { defineEnvironment, type Rules } from './environments/rules.js';
export { END } from './environments/tokens.js';
export type { Trajectory, TrajectoryTurn } from './environments/trajectory.js';
export { unroll as unrollEnvironment, type Unrolled, unrollTokens } from './environments/unroll.js';

export { BridgeError } from './bridge/bridgeError.js';
export { checkNeuralPath } from './bridge/checkNeuralPath.js';
export { exactReturn, type ExactReturn } from './bridge/exactReturn.js';
export { sampledReturn } from './bridge/sampledReturn.js';
export { tableFor } from './bridge/tableFor.js';
export { traceSweep } from './bridge/sweepTrace.js';
export { createNetwork } from './neural/network/createNetwork.js';
export type { Network } from './neural/network/network.js';
export type { NetworkSpec } from './neural/network/networkSpec.js';
export { NeuralError } from './neural/neuralError.js';
export type { Engine, EngineInfo, EngineName } from './neural/engine/engine.js';
export { openEngine } from './neural/engine/openEngine.js';
export type { Algorithm as NeuralAlgorithm } from './neural/algorithm/algorithm.js';
export { PRESETS } from './neural/algorithm/presets.js';
export type { PolicyFunction, Question } from './neural/rollout/policyFunction.js';
export type { OptimizerOptions } from './neural/train/optimizer.js';
export { type IterationReport, Trainer } from './neural/train/trainer.js';
export type { TrainerOptions } from './neural/train/trainerOptions.js';

export type { Claim, Regime, Variant } from './claims/claim.js';
export type { Instance } from './claims/instance.js';
export type { Outcome, Side, Violation } from './claims/outcome.js';
export { claimById, CLAIMS } from './claims/registry.js';

export * as trainer from './trainer/index.js';
