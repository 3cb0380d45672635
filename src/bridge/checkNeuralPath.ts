import type { Environment } from '../environments/environment.js';
import { randomStream } from '../environments/random.js';
import { environmentByName } from '../environments/registry.js';
import { unroll } from '../environments/unroll.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { PRESETS } from '../neural/algorithm/presets.js';
import { createNetwork } from '../neural/network/createNetwork.js';
import type { Network } from '../neural/network/network.js';
import type { NetworkSpec } from '../neural/network/networkSpec.js';
import { policyFunction } from '../neural/rollout/policyFunction.js';
import { sampleGroups } from '../neural/rollout/sampleGroups.js';
import type { Device } from '../neural/tf.js';
import { disposeLearner, type Learner, newLearner } from '../neural/train/optimizer.js';
import { crossCheck, type CrossCheck } from './crossCheck.js';
import { NEURAL_PARTS, type NeuralParts } from './neuralParts.js';
import { observeSweep } from './observeSweep.js';
import { tableFor } from './tableFor.js';

/** What to check; everything has a default. */
export interface NeuralPathOptions {
  /** Default: `delayed-credit-bandit`. It is unrolled, so keep it small. */
  readonly environment?: Environment;
  /** Default: SeeUPPO-GRAE. Every preset can be checked. */
  readonly algorithm?: Algorithm;
  /** The table's rows: one for every history, or (default 1) one for each end of this many tokens, shared by turns. */
  readonly window?: number | 'all';
  /** Another network than a table: all is checked but the gradient by θ. `window` is then without meaning. */
  readonly network?: NetworkSpec;
  /** Default 1. */
  readonly seed?: number;
  /** The functions to check; default those of the trainer. */
  readonly parts?: NeuralParts;
}

/** Parameters start in ±this: policies far from uniform. */
const SPREAD = 1;
/** Steps are large, so that ratios leave the clip range; other networks than tables would be saturated by such steps. */
const LEARNING_RATE = { table: 2, other: 0.2 };

/**
 * Claim F1 on the engine behind `device`, in one call: draws the parameters of a network (and of the reference and the
 * critic, where the algorithm has these) and a batch of 4 groups of 6 trajectories, runs one iteration, and compares
 * its numbers with exact ones. Throws as `crossCheck` and `unroll`.
 */
export async function checkNeuralPath(device: Device, options: NeuralPathOptions = {}): Promise<CrossCheck> {
  const { environment = environmentByName('delayed-credit-bandit'), algorithm = PRESETS.seeupo } = options;
  const { window = 1, seed = 1, parts = NEURAL_PARTS } = options;
  const unrolled = unroll(environment);
  const spec = options.network ?? tableFor(unrolled, window === 'all' ? undefined : window);
  const random = randomStream(seed, 'cross-check');
  const created = (outputs: number): { readonly network: Network; readonly learner: Learner } => {
    const network = createNetwork(spec, environment.vocabulary.length, outputs);
    const theta = Float32Array.from({ length: network.layout.size }, () => SPREAD * (2 * random.unit() - 1));
    return { network, learner: newLearner(device.tf, theta) };
  };
  const { network, learner } = created(environment.vocabulary.length);
  const reference = algorithm.kl === undefined ? undefined : created(environment.vocabulary.length).learner;
  const critic = algorithm.advantage.kind === 'gae' ? created(1) : undefined;
  try {
    const policy = policyFunction(device, network, learner.theta);
    const sampling = { seed, iteration: 0, batchContexts: 4, groupSize: 6 };
    const trajectories = await sampleGroups(environment, policy, sampling);
    const learningRate = LEARNING_RATE[spec.kind === 'tabular' ? 'table' : 'other'];
    const optimizer = { kind: 'sgd', learningRate } as const;
    const subject = {
      ...{ device, network, learner, algorithm, optimizer, unrolled, seed, iteration: 0 },
      ...(reference === undefined ? {} : { reference: reference.theta }),
      ...(critic === undefined ? {} : { critic: { network: critic.network, theta: critic.learner.theta } }),
    };
    return crossCheck(await observeSweep(subject, trajectories, parts), algorithm);
  } finally {
    for (const own of [learner, reference, critic?.learner]) if (own !== undefined) disposeLearner(own);
  }
}
