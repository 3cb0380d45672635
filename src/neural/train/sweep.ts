import type { Algorithm } from '../algorithm/algorithm.js';
import { carriedFactors, type CarriedFactors } from '../loss/carry.js';
import type { Network } from '../network/network.js';
import { rowsOf } from '../rollout/rows.js';
import { policyFunction } from '../rollout/policyFunction.js';
import { type Sample, turnPool } from '../rollout/samples.js';
import { type PerToken, tokenLogs } from '../rollout/tokenLogs.js';
import type { Device } from '../tf.js';
import { advantageAt, type Advantages } from './advantages.js';
import { isIdle } from './idle.js';
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
 * A stage, or a part of one, in which there is nothing to go by takes no step (see `isIdle`): where all rewards are
 * equal, nothing moves.
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
  const { samples, advantages, seed, iteration, reference } = input;
  let current = cloned(learner);
  let factors: CarriedFactors = new Map();
  const reports: StageReport[] = [];
  try {
    for (const turns of stagesOf(algorithm.turns, input.turns, input)) {
      const entries = turns.flatMap((turn) => turnPool(samples, turn, algorithm.missingTurns));
      const rows = rowsOf(entries);
      const advantage = advantageAt(advantages, factors);
      const idle = isIdle(algorithm, entries, advantage);
      const overTurnStart = algorithm.ratioOver === 'turn-start';
      const stepsBelow = (overTurnStart ? current : learner).steps;
      const old = overTurnStart && !idle ? await tokenLogs(device, network, current.theta, rows) : input.old;
      let steps: readonly StepReport[] = [];
      if (!idle) {
        const stage = { seed, iteration, turns, samples, entries, sources: { old, reference, advantage } };
        const updated = await updateStage(device, network, current, algorithm, optimizer, stage);
        disposeLearner(current);
        ({ learner: current, steps } = updated);
      }
      // An idle stage carries too, as earlier stages may have moved its ratios. Without a step since, each is 1.
      if (algorithm.carry.kind !== 'none' && current.steps > stepsBelow) {
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
