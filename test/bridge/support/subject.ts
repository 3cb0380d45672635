import { unroll } from '../../../src/environments/unroll.js';
import type { Subject } from '../../../src/bridge/subject.js';
import type { Algorithm } from '../../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';
import { createNetwork } from '../../../src/neural/network/createNetwork.js';
import type { NetworkSpec } from '../../../src/neural/network/networkSpec.js';
import type { Network } from '../../../src/neural/network/network.js';
import { tabularSpec } from '../../../src/neural/network/tabular.js';
import { policyFunction } from '../../../src/neural/rollout/policyFunction.js';
import { type GroupedTrajectory, sampleGroups } from '../../../src/neural/rollout/sampleGroups.js';
import type { Device } from '../../../src/neural/tf.js';
import { disposeLearner, type Learner, newLearner } from '../../../src/neural/train/optimizer.js';
import { allHistories, branching } from '../../neural/support/smallEnvironments.js';

export const unrolledBranching = unroll(branching);

/** A row of logits for every history. */
export const FULL_TABLE = tabularSpec(allHistories(branching));
/** A row for every last token: turns, prompts and lengths share parameters. */
export const SHARED_TABLE = tabularSpec(allHistories(branching), 1);

/** A network of each kind that is no table. */
export const NETWORKS: NetworkSpec[] = [
  { kind: 'mlp', window: 3, embedding: 4, hidden: [6] },
  { kind: 'gru', embedding: 3, hidden: 4 },
  { kind: 'transformer', maxLength: 16, width: 8, layers: 1, heads: 2 },
];

export interface Prepared {
  readonly subject: Subject;
  readonly trajectories: readonly GroupedTrajectory[];
  readonly dispose: () => void;
}

/**
 * A network away from its start on the `branching` environment, and a batch of it; a reference and a critic where the
 * algorithm needs them. Steps are large, so that clips bite, and smaller where they would saturate the network.
 */
export async function prepared(
  device: Device,
  spec: NetworkSpec,
  algorithm: Algorithm = PRESETS.seeupo,
  seed = 3,
  { batchContexts, groupSize } = { batchContexts: 4, groupSize: 6 },
): Promise<Prepared> {
  const vocabulary = branching.vocabulary.length;
  const created = (outputs: number, frequency: number): { readonly network: Network; readonly learner: Learner } => {
    const network = createNetwork(spec, vocabulary, outputs);
    const theta = Float32Array.from({ length: network.layout.size }, (_, i) => Math.sin(frequency * i + seed) * 0.7);
    return { network, learner: newLearner(device.tf, theta) };
  };
  const { network, learner } = created(vocabulary, 1.7);
  const reference = algorithm.kl === undefined ? undefined : created(vocabulary, 2.3).learner;
  const critic = algorithm.advantage.kind === 'gae' ? created(1, 1.1) : undefined;
  const sampling = { seed, iteration: 0, batchContexts, groupSize };
  const trajectories = await sampleGroups(branching, policyFunction(device, network, learner.theta), sampling);
  const optimizer = { kind: 'sgd', learningRate: spec.kind === 'tabular' ? 2 : 0.2 } as const;
  const subject = {
    ...{ device, network, learner, algorithm, optimizer, unrolled: unrolledBranching, seed, iteration: 0 },
    ...(reference === undefined ? {} : { reference: reference.theta }),
    ...(critic === undefined ? {} : { critic: { network: critic.network, theta: critic.learner.theta } }),
  };
  const dispose = (): void => {
    for (const own of [learner, reference, critic?.learner]) if (own !== undefined) disposeLearner(own);
  };
  return { subject, trajectories, dispose };
}
