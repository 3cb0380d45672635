import type { Environment } from '../environments/environment.js';
import { randomStream } from '../environments/random.js';
import { environmentByName } from '../environments/registry.js';
import { unroll } from '../environments/unroll.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { PRESETS } from '../neural/algorithm/presets.js';
import { createNetwork } from '../neural/network/createNetwork.js';
import { policyFunction } from '../neural/rollout/policyFunction.js';
import { sampleGroups } from '../neural/rollout/sampleGroups.js';
import type { Device } from '../neural/tf.js';
import { disposeLearner, newLearner } from '../neural/train/optimizer.js';
import { crossCheck, type CrossCheck } from './crossCheck.js';
import { NEURAL_PARTS, type NeuralParts } from './neuralParts.js';
import { observeSweep } from './observeSweep.js';
import { tableFor } from './tableFor.js';

/** What to check; everything has a default. */
export interface NeuralPathOptions {
  /** Default: `delayed-credit-bandit`. It is unrolled, so keep it small. */
  readonly environment?: Environment;
  /** Default: SeeUPPO-GRAE. See `supported` for what can be checked. */
  readonly algorithm?: Algorithm;
  /** The table's rows: one for every history, or (default 1) one for each end of this many tokens, shared by turns. */
  readonly window?: number | 'all';
  /** Default 1. */
  readonly seed?: number;
  /** The functions to check; default those of the trainer. */
  readonly parts?: NeuralParts;
}

/** Logits start in ±this, and steps are this large: policies far from uniform, and ratios beyond the clip range. */
const SPREAD = 1;
const LEARNING_RATE = 2;

/**
 * Claim F1 on the engine behind `device`, in one call: draws a table of logits and a batch of 4 groups of 6
 * trajectories, runs one iteration, and compares its numbers with exact rationals. Throws as `crossCheck` and `unroll`.
 */
export async function checkNeuralPath(device: Device, options: NeuralPathOptions = {}): Promise<CrossCheck> {
  const { environment = environmentByName('delayed-credit-bandit'), algorithm = PRESETS.seeupo } = options;
  const { window = 1, seed = 1, parts = NEURAL_PARTS } = options;
  const unrolled = unroll(environment);
  const size = environment.vocabulary.length;
  const network = createNetwork(tableFor(unrolled, window === 'all' ? undefined : window), size, size);
  const random = randomStream(seed, 'cross-check');
  const theta = Float32Array.from({ length: network.layout.size }, () => SPREAD * (2 * random.unit() - 1));
  const learner = newLearner(device.tf, theta);
  try {
    const policy = policyFunction(device, network, learner.theta);
    const sampling = { seed, iteration: 0, batchContexts: 4, groupSize: 6 };
    const trajectories = await sampleGroups(environment, policy, sampling);
    const optimizer = { kind: 'sgd', learningRate: LEARNING_RATE } as const;
    const subject = { device, network, learner, algorithm, optimizer, unrolled, seed, iteration: 0 };
    return crossCheck(await observeSweep(subject, trajectories, parts), algorithm);
  } finally {
    disposeLearner(learner);
  }
}
