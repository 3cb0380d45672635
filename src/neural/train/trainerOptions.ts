import type { Environment } from '../../environments/environment.js';
import type { ReturnAdvantage } from '../algorithm/advantageRule.js';
import type { Algorithm } from '../algorithm/algorithm.js';
import type { NetworkSpec } from '../network/networkSpec.js';
import { NeuralError } from '../neuralError.js';
import type { PolicyFunction } from '../rollout/policyFunction.js';
import type { OptimizerOptions } from './optimizer.js';

/** A training run, without how long it goes on. */
export interface TrainerOptions {
  readonly environment: Environment;
  readonly network: NetworkSpec;
  readonly algorithm: Algorithm;
  readonly optimizer: OptimizerOptions;
  /** B, the contexts of an iteration. */
  readonly batchContexts: number;
  /** G, the rollouts of a context. */
  readonly groupSize: number;
  /** The root of every random stream, θ_0 included. */
  readonly seed: number;
}

/** The policy right after the update of some turns, for whoever wants to evaluate it. */
export interface TurnUpdated {
  /** From 0. */
  readonly iteration: number;
  readonly turns: readonly number[];
  /** Valid until the callback's promise is fulfilled. */
  readonly policy: PolicyFunction;
}

/** Called after each turn's update and awaited. */
export type OnTurnUpdated = (update: TurnUpdated) => Promise<void> | void;

/** Throws NeuralError for parts of an algorithm that do not go together. */
export function checkOptions({ algorithm, groupSize }: TrainerOptions): void {
  const { advantage, update, carry, safeguard } = algorithm;
  if (advantage.kind === 'gae' && update.kind === 'clip' && update.ratio !== 'token') {
    throw new NeuralError(
      'GAE gives every token its own advantage, so its update is "score" or clips the "token" ratio',
    );
  }
  if (advantage.kind === 'gae' && (carry.kind !== 'none' || safeguard !== undefined)) {
    throw new NeuralError(
      'a carried advantage M_t and the safeguard need one advantage per trajectory, which GAE has not',
    );
  }
  if (carry.kind !== 'none' && algorithm.turns === 'simultaneous') {
    throw new NeuralError('nothing can be carried from turn to turn when all turns are updated at once');
  }
  if (advantage.kind === 'return' && advantage.baseline === 'leave-one-out' && groupSize < 2) {
    throw new NeuralError('the leave-one-out baseline needs groupSize of at least 2');
  }
  if (safeguard !== undefined && advantage.kind === 'return') checkSafeguard(advantage, groupSize);
  if (advantage.normalisation.kind === 'group-deviation' && advantage.kind === 'gae') {
    throw new NeuralError('GAE has no groups to normalise over; use "batch-deviation" or "none"');
  }
}

/**
 * The surrogate of the safeguard is a minorant of the gain in J because the mean of Â over the policy that sampled is 0
 * in each context. A bare return has another mean (with returns of one sign it accepts everything), and a scale by
 * context weighs the contexts as J does not.
 */
function checkSafeguard({ baseline, single, normalisation }: ReturnAdvantage, groupSize: number): void {
  const isBare = baseline === 'none' || (groupSize === 1 && single === 'return');
  if (!isBare && normalisation.kind !== 'group-deviation') return;
  throw new NeuralError(
    'the safeguard bounds the gain in J only for a return less a baseline: use "group-mean" or "leave-one-out"' +
      (baseline === 'none' || !isBare ? '' : ' with groupSize of at least 2') +
      ', and no "group-deviation"',
  );
}
