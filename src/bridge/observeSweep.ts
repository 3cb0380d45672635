import type { Unrolled } from '../environments/unroll.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { type CarriedFactors, entryJointRatio } from '../neural/loss/carry.js';
import { ratioOf } from '../neural/loss/ratio.js';
import type { Network } from '../neural/network/network.js';
import { rowsOf } from '../neural/rollout/rows.js';
import type { GroupedTrajectory } from '../neural/rollout/sampleGroups.js';
import { type PoolEntry, sampleOf, turnPool } from '../neural/rollout/samples.js';
import { allRows, type PerToken } from '../neural/rollout/tokenLogs.js';
import { policyFunction } from '../neural/rollout/policyFunction.js';
import type { Device, Tensor1D } from '../neural/tf.js';
import { advantageAt, type Advantages } from '../neural/train/advantages.js';
import { disposeLearner, type Learner, type OptimizerOptions } from '../neural/train/optimizer.js';
import { cloned, type StepReport, updateStage } from '../neural/train/updateStage.js';
import { BridgeError } from './bridgeError.js';
import { type NetworkPolicy, networkPolicy } from './networkPolicy.js';
import { NEURAL_PARTS, type NeuralParts } from './neuralParts.js';
import { surrogateAt } from './surrogateAt.js';

/** What is observed: a network that is about to be updated. `learner`, θ_k, stays alive. */
export interface Subject {
  readonly device: Device;
  readonly network: Network;
  readonly learner: Learner;
  readonly algorithm: Algorithm;
  readonly optimizer: OptimizerOptions;
  readonly unrolled: Unrolled;
  readonly seed: number;
  readonly iteration: number;
}

/** What the neural path says with the parameters at one moment of a stage. */
export interface ObservedPoint {
  readonly policy: NetworkPolicy;
  /** ρ_t over θ_k of every response of the stage, by `responseName`. */
  readonly ratios: ReadonlyMap<string, number>;
  /** The surrogate, and its gradient by θ, flat. */
  readonly value: number;
  readonly gradient: Float32Array;
}

/** One update of one turn (or of all at once), as the neural path computes it. */
export interface ObservedStage {
  /** M_{t+1} of every response of the stage, by `responseName`. */
  readonly carried: ReadonlyMap<string, number>;
  /** Right before the update, and right after it, with the same M_{t+1}. */
  readonly start: ObservedPoint;
  readonly end: ObservedPoint;
  /** What the trainer's own steps told. Empty where every advantage is 0. */
  readonly steps: readonly StepReport[];
}

/** One iteration of the neural path, taken apart. */
export interface ObservedSweep {
  readonly subject: Subject;
  readonly trajectories: readonly GroupedTrajectory[];
  /** π_θk. */
  readonly old: NetworkPolicy;
  /** Â by trajectory id. */
  readonly advantages: ReadonlyMap<number, number>;
  readonly stages: readonly ObservedStage[];
  /** θ_{k+1}. */
  readonly theta: Float32Array;
}

/** How a response is called wherever numbers are compared. */
export function responseName(trajectory: number, turn: number): string {
  return `trajectory ${trajectory}, turn ${turn}`;
}

/**
 * Runs one iteration of Algorithm 1 on a fixed batch with the neural functions `parts`, stage by stage as `sweep` of
 * the trainer does, and notes what they compute on the way. The steps are the trainer's own (`updateStage`). Rejects
 * with BridgeError for an algorithm without a joint ratio, and as the trainer does. No tensor stays behind.
 */
export async function observeSweep(
  subject: Subject,
  trajectories: readonly GroupedTrajectory[],
  parts: NeuralParts = NEURAL_PARTS,
): Promise<ObservedSweep> {
  const { device, network, algorithm, unrolled, seed, iteration } = subject;
  const { advantage } = algorithm;
  if (advantage.kind !== 'return') throw new BridgeError('a sweep is observed with one advantage per trajectory');
  const samples = trajectories.map(sampleOf);
  const start = subject.learner.theta;
  const begun = await parts.logs(device, network, start, allRows(samples));
  const byId = parts.advantages(samples, advantage);
  const stages: ObservedStage[] = [];
  let learner = cloned(subject.learner);
  let factors: CarriedFactors = new Map();
  try {
    for (const turns of parts.stages(algorithm.turns, unrolled.environment.turns, { seed, iteration })) {
      const entries = turns.flatMap((turn) => turnPool(samples, turn, algorithm.missingTurns));
      const rows = rowsOf(entries);
      const old = algorithm.ratioOver === 'turn-start' ? await parts.logs(device, network, learner.theta, rows) : begun;
      const of = advantageAt({ kind: 'trajectory', byId } satisfies Advantages, factors);
      const sources = { old, reference: undefined, advantage: of };
      const stage = { seed, iteration, turns, samples, entries, sources };
      const point = (theta: Tensor1D): Promise<ObservedPoint> => observePoint(subject, stage, theta, parts);
      const before = await point(learner.theta);
      const carried = new Map(entries.map((entry) => [nameOf(entry), of(entry, entry.response.start)]));
      let steps: readonly StepReport[] = [];
      if ([...carried.values()].some((m) => m !== 0)) {
        const updated = await updateStage(device, network, learner, algorithm, subject.optimizer, stage);
        disposeLearner(learner);
        ({ learner, steps } = updated);
      }
      stages.push({ carried, start: before, end: await point(learner.theta), steps });
      const now = await parts.logs(device, network, learner.theta, rows);
      factors = parts.carry(factors, algorithm.carry, entries, now, old);
    }
    const old = await networkPolicy(unrolled, policyFunction(device, network, start));
    return { subject, trajectories, old, advantages: byId, stages, theta: await device.read(learner.theta) };
  } finally {
    disposeLearner(learner);
  }
}

type StageInput = Parameters<typeof updateStage>[5];

async function observePoint(
  subject: Subject,
  stage: StageInput,
  theta: Tensor1D,
  parts: NeuralParts,
): Promise<ObservedPoint> {
  const { device, network, unrolled } = subject;
  const policy = await networkPolicy(unrolled, policyFunction(device, network, theta));
  const now: PerToken = await parts.logs(device, network, theta, rowsOf(stage.entries));
  const ratios = new Map(
    stage.entries.map((entry) => [nameOf(entry), ratioOf(entryJointRatio(entry, now, stage.sources.old).log)]),
  );
  return { policy, ratios, ...(await surrogateAt(subject, stage, theta, parts)) };
}

function nameOf({ sample, turn }: PoolEntry): string {
  return responseName(sample.id, turn);
}
