import type { Algorithm } from '../algorithm/algorithm.js';
import { carriedFactors, type CarriedFactors } from '../loss/carry.js';
import type { Network } from '../network/network.js';
import { rowsOf } from '../rollout/rows.js';
import { policyFunction } from '../rollout/policyFunction.js';
import { type Sample, turnPool } from '../rollout/samples.js';
import { type PerToken, tokenLogs } from '../rollout/tokenLogs.js';
import type { Device } from '../tf.js';
import { advantageAt, type Advantages } from './advantages.js';
import { disposeLearner, type Learner, type OptimizerOptions } from './optimizer.js';
import { stagesOf } from './stages.js';
import type { OnTurnUpdated } from './trainerOptions.js';
import { cloned, type StepReport, updateStage } from './updateStage.js';

/** What a sweep is made from. */
export interface SweepInput {
  readonly seed: number;
  readonly iteration: number;
  /** T. */
  readonly turns: number;
  readonly samples: readonly Sample[];
  readonly advantages: Advantages;
  /** log π_θk of every response token. */
  readonly old: PerToken;
  readonly reference: PerToken | undefined;
}

/** What the update of some turns did. */
export interface StageReport {
  readonly turns: readonly number[];
  /** How many samples the turn pool had. */
  readonly pool: number;
  /** Empty where every advantage was 0 and there was no penalty: such a stage is the identity. */
  readonly steps: readonly StepReport[];
}

/**
 * Step 3 of Algorithm 1: turn by turn in the algorithm's order, gradient steps on the turn's pool with M_{t+1}, then
 * M_t = ρ_t·M_{t+1} with the ratio right after that turn's update (Eq. 8). `learner`, θ_k, stays alive; the result is
 * a new one, θ_{k+1}. Rejects as `updateStage` does.
 *
 * A stage whose advantages are all 0 takes no step, unless there is a penalty: Adam would move on by what it
 * remembers, and equal rewards must move nothing.
 */
export async function sweep(
  device: Device,
  network: Network,
  learner: Learner,
  algorithm: Algorithm,
  optimizer: OptimizerOptions,
  input: SweepInput,
  onTurnUpdated?: OnTurnUpdated,
): Promise<{ readonly learner: Learner; readonly stages: StageReport[]; readonly factors: CarriedFactors }> {
  const { samples, advantages, iteration, reference } = input;
  let current = cloned(learner);
  let factors: CarriedFactors = new Map();
  const reports: StageReport[] = [];
  try {
    for (const turns of stagesOf(algorithm.turns, input.turns, input)) {
      const entries = turns.flatMap((turn) => turnPool(samples, turn, algorithm.missingTurns));
      const advantage = advantageAt(advantages, factors);
      const idle = algorithm.kl === undefined && entries.every((entry) => isIdle(entry, advantage));
      if (idle) {
        reports.push({ turns, pool: entries.length, steps: [] });
        await onTurnUpdated?.({ iteration, turns, policy: policyFunction(device, network, current.theta) });
        continue;
      }
      const rows = rowsOf(entries);
      const old =
        algorithm.ratioOver === 'turn-start' ? await tokenLogs(device, network, current.theta, rows) : input.old;
      const sources = { old, reference, advantage };
      const stage = { seed: input.seed, iteration, turns, samples, entries, sources };
      const { learner: next, steps } = await updateStage(device, network, current, algorithm, optimizer, stage);
      disposeLearner(current);
      current = next;
      if (algorithm.carry.kind !== 'none') {
        const now = await tokenLogs(device, network, current.theta, rows);
        factors = carriedFactors(factors, algorithm.carry, entries, now, old);
      }
      reports.push({ turns, pool: entries.length, steps });
      await onTurnUpdated?.({ iteration, turns, policy: policyFunction(device, network, current.theta) });
    }
  } catch (error) {
    disposeLearner(current);
    throw error;
  }
  return { learner: current, stages: reports, factors };
}

type Entry = ReturnType<typeof turnPool>[number];

function isIdle(entry: Entry, advantage: (entry: Entry, position: number) => number): boolean {
  if (entry.copy) return true;
  const { start, length } = entry.response;
  for (let j = start; j < start + length; j++) if (advantage(entry, j) !== 0) return false;
  return true;
}
