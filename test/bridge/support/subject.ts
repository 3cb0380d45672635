import { unroll } from '../../../src/environments/unroll.js';
import type { Subject } from '../../../src/bridge/observeSweep.js';
import type { Algorithm } from '../../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';
import { createNetwork } from '../../../src/neural/network/createNetwork.js';
import type { NetworkSpec } from '../../../src/neural/network/networkSpec.js';
import { tabularSpec } from '../../../src/neural/network/tabular.js';
import { policyFunction } from '../../../src/neural/rollout/policyFunction.js';
import { type GroupedTrajectory, sampleGroups } from '../../../src/neural/rollout/sampleGroups.js';
import type { Device } from '../../../src/neural/tf.js';
import { disposeLearner, newLearner } from '../../../src/neural/train/optimizer.js';
import { allHistories, branching } from '../../neural/support/smallEnvironments.js';

export const unrolledBranching = unroll(branching);

/** A row of logits for every history. */
export const FULL_TABLE = tabularSpec(allHistories(branching));
/** A row for every last token: turns, prompts and lengths share parameters. */
export const SHARED_TABLE = tabularSpec(allHistories(branching), 1);

export interface Prepared {
  readonly subject: Subject;
  readonly trajectories: readonly GroupedTrajectory[];
  readonly dispose: () => void;
}

/** A network away from its start on the `branching` environment, and a batch of it. Steps are large: clips must bite. */
export async function prepared(
  device: Device,
  spec: NetworkSpec,
  algorithm: Algorithm = PRESETS.seeupo,
  seed = 3,
): Promise<Prepared> {
  const vocabulary = branching.vocabulary.length;
  const network = createNetwork(spec, vocabulary, vocabulary);
  const theta = Float32Array.from({ length: network.layout.size }, (_, i) => Math.sin(1.7 * i + seed) * 0.7);
  const learner = newLearner(device.tf, theta);
  const sampling = { seed, iteration: 0, batchContexts: 4, groupSize: 6 };
  const trajectories = await sampleGroups(branching, policyFunction(device, network, learner.theta), sampling);
  const optimizer = { kind: 'sgd', learningRate: 2 } as const;
  const subject = { device, network, learner, algorithm, optimizer, unrolled: unrolledBranching, seed, iteration: 0 };
  return { subject, trajectories, dispose: () => disposeLearner(learner) };
}
