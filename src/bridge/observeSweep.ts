import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { type CarriedFactors } from '../neural/loss/carry.js';
import { policyFunction } from '../neural/rollout/policyFunction.js';
import { rowsOf } from '../neural/rollout/rows.js';
import type { GroupedTrajectory } from '../neural/rollout/sampleGroups.js';
import { type Sample, sampleOf, turnPool } from '../neural/rollout/samples.js';
import { allRows, type PerToken } from '../neural/rollout/tokenLogs.js';
import type { Tensor1D } from '../neural/tf.js';
import { isIdle } from '../neural/train/idle.js';
import { advantageAt, type Advantages } from '../neural/train/advantages.js';
import { disposeLearner } from '../neural/train/optimizer.js';
import { cloned, type StepReport, updateStage } from '../neural/train/updateStage.js';
import { type NetworkPolicy, networkPolicy } from './networkPolicy.js';
import { namedAdvantages, type NamedAdvantages, needed, observeAdvantages } from './observeAdvantages.js';
import { NEURAL_PARTS, type NeuralParts } from './neuralParts.js';
import { type ObservedPoint, observePoint } from './observePoint.js';
import type { Subject } from './subject.js';

/** One update of one turn (or of all at once), as the neural path computes it. */
export interface ObservedStage {
  readonly turns: readonly number[];
  /** Right before the update, and right after it, with the same M_{t+1}. */
  readonly start: ObservedPoint;
  readonly end: ObservedPoint;
  /** What the trainer's own steps told. Empty where every advantage is 0 and there is no penalty. */
  readonly steps: readonly StepReport[];
}

/** One iteration of the neural path, taken apart. */
export interface ObservedSweep extends NamedAdvantages {
  readonly subject: Subject;
  readonly trajectories: readonly GroupedTrajectory[];
  /** π_θk. */
  readonly old: NetworkPolicy;
  /** The policy that a KL penalty refers to. */
  readonly reference: NetworkPolicy | undefined;
  /** What the critic says at every response token. */
  readonly values: PerToken | undefined;
  readonly stages: readonly ObservedStage[];
  /** The sampled surrogate at θ_{k+1} that the safeguard goes by. */
  readonly safeguard: number | undefined;
  /** θ_{k+1}, before any safeguard. */
  readonly theta: Float32Array;
}

/**
 * Runs one iteration of Algorithm 1 (or of a baseline) on a fixed batch with the neural functions `parts`, stage by
 * stage as `sweep` of the trainer does, and notes what they compute on the way. The steps are the trainer's own
 * (`updateStage`). Rejects with BridgeError for an algorithm that needs a reference or a critic which the subject
 * lacks, and as the trainer does. No tensor stays behind.
 */
export async function observeSweep(
  subject: Subject,
  trajectories: readonly GroupedTrajectory[],
  parts: NeuralParts = NEURAL_PARTS,
): Promise<ObservedSweep> {
  const { device, network, algorithm, unrolled, seed, iteration } = subject;
  const samples = trajectories.map(sampleOf);
  const rows = allRows(samples);
  const begun = await parts.logs(device, network, subject.learner.theta, rows);
  const anchor = algorithm.kl === undefined ? undefined : needed(subject.reference, 'a KL penalty needs a reference');
  const reference = anchor === undefined ? undefined : await parts.logs(device, network, anchor, rows);
  const { advantages, values } = await observeAdvantages(subject, samples, parts);
  const stages: ObservedStage[] = [];
  let learner = cloned(subject.learner);
  let factors: CarriedFactors = new Map();
  try {
    for (const turns of parts.stages(algorithm.turns, unrolled.environment.turns, { seed, iteration })) {
      const entries = turns.flatMap((turn) => turnPool(samples, turn, algorithm.missingTurns));
      const own = rowsOf(entries);
      const old = algorithm.ratioOver === 'turn-start' ? await parts.logs(device, network, learner.theta, own) : begun;
      const advantage = advantageAt(advantages, factors);
      const stage = { seed, iteration, turns, samples, entries, sources: { old, reference, advantage } };
      const start = await observePoint(subject, stage, learner.theta, parts);
      let steps: readonly StepReport[] = [];
      if (!isIdle(algorithm, entries, advantage)) {
        const updated = await updateStage(device, network, learner, algorithm, subject.optimizer, stage);
        disposeLearner(learner);
        ({ learner, steps } = updated);
      }
      stages.push({ turns, start, end: await observePoint(subject, stage, learner.theta, parts), steps });
      const now = await parts.logs(device, network, learner.theta, own);
      factors = parts.carry(factors, algorithm.carry, entries, now, old);
    }
    const policyOf = (theta: Tensor1D): Promise<NetworkPolicy> =>
      networkPolicy(unrolled, policyFunction(device, network, theta));
    const last = await parts.logs(device, network, learner.theta, rows);
    return {
      subject,
      trajectories,
      old: await policyOf(subject.learner.theta),
      reference: anchor === undefined ? undefined : await policyOf(anchor),
      values,
      ...namedAdvantages(samples, advantages),
      stages,
      safeguard: safeguardOf(algorithm, samples, last, begun, advantages, parts),
      theta: await device.read(learner.theta),
    };
  } finally {
    disposeLearner(learner);
  }
}

function safeguardOf(
  { safeguard }: Algorithm,
  samples: readonly Sample[],
  now: PerToken,
  old: PerToken,
  advantages: Advantages,
  parts: NeuralParts,
): number | undefined {
  if (safeguard === undefined || advantages.kind !== 'trajectory') return undefined;
  return parts.safeguard(samples, now, old, advantages.byId, safeguard.clip);
}
