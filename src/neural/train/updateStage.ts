import { randomStream } from '../../environments/random.js';
import type { Algorithm } from '../algorithm/algorithm.js';
import { objective, stepLogs } from '../loss/objective.js';
import { disposeBatch, type StepBatch, stepBatch, type StepSources } from '../loss/stepBatch.js';
import type { Network } from '../network/network.js';
import { NotFiniteError } from '../neuralError.js';
import type { PoolEntry, Sample } from '../rollout/samples.js';
import type { Device, Tensor1D } from '../tf.js';
import { descend } from './descend.js';
import { isIdle } from './idle.js';
import { disposeLearner, type Learner, type OptimizerOptions } from './optimizer.js';
import { readTold, type Told } from './readTold.js';
import { dealt } from './shuffled.js';

/** One stage of one iteration: an update of one turn, or of all turns at once. */
export interface Stage {
  readonly seed: number;
  readonly iteration: number;
  readonly turns: readonly number[];
  readonly samples: readonly Sample[];
  readonly entries: readonly PoolEntry[];
  readonly sources: StepSources;
}

/** What one optimizer step saw. A loss of 0 with a gradient is common (ratios start at 1), so both are told. */
export interface StepReport extends Told {
  readonly epoch: number;
  readonly miniBatch: number;
}

/**
 * Takes the steps of a stage: `epochs` passes over the trajectories, dealt into `miniBatches` parts each time; a part
 * with nothing to go by (see `isIdle`) takes none. `learner` stays alive; the result is a new one. Losses are read
 * once, at the end; a loss or gradient that is not finite rejects with a NotFiniteError that names the stage and the
 * first bad batch. Where it rejects, and where the engine throws, it leaves nothing behind.
 */
export async function updateStage(
  device: Device,
  network: Network,
  learner: Learner,
  algorithm: Algorithm,
  optimizer: OptimizerOptions,
  stage: Stage,
): Promise<{ readonly learner: Learner; readonly steps: StepReport[] }> {
  const { tf } = device;
  const told: { readonly tensor: Tensor1D; readonly part: readonly Sample[]; readonly place: [number, number] }[] = [];
  let current = learner;
  /** A part that is everything is the same batch in every epoch: it is uploaded once. */
  let whole: StepBatch | undefined;
  try {
    for (let epoch = 1; epoch <= algorithm.epochs; epoch++) {
      const random = randomStream(stage.seed, `batches ${stage.iteration} ${stage.turns.join()} ${epoch}`);
      for (const [n, part] of dealt(stage.samples, algorithm.miniBatches, random).entries()) {
        const ids = new Set(part.map(({ id }) => id));
        const entries = stage.entries.filter(({ sample }) => ids.has(sample.id));
        if (entries.length === 0 || isIdle(algorithm, entries, stage.sources.advantage)) continue;
        const batch = whole ?? stepBatch(tf, network, algorithm, entries, stage.turns, stage.sources);
        if (algorithm.miniBatches === 1) whole = batch;
        try {
          const { learner: next, told: tensor } = descend(tf, network, current, optimizer, (views) =>
            tf.neg(objective(tf, algorithm, stepLogs(tf, network, views, batch), batch, part.length)),
          );
          if (current !== learner) disposeLearner(current);
          current = next;
          told.push({ tensor, part, place: [epoch, n + 1] });
        } finally {
          if (batch !== whole) disposeBatch(batch);
        }
      }
    }
    if (told.length === 0) return { learner: cloned(learner), steps: [] };
    const tensors = told.map(({ tensor }) => tensor);
    const { steps: seen, bad } = await readTold(device, tensors, current);
    const steps = told.map(({ place: [epoch, miniBatch] }, n) => ({ epoch, miniBatch, ...seen[n] }));
    if (bad !== undefined) throw notFinite(stage, steps[bad], told[bad].part);
    return { learner: current, steps };
  } catch (error) {
    if (current !== learner) disposeLearner(current);
    throw error;
  } finally {
    if (whole !== undefined) disposeBatch(whole);
    for (const { tensor } of told) tensor.dispose();
  }
}

/** A learner of its own with the same numbers. */
export function cloned({ theta, first, second, steps }: Learner): Learner {
  return { theta: theta.clone(), first: first.clone(), second: second.clone(), steps };
}

function notFinite({ iteration, turns }: Stage, step: StepReport, part: readonly Sample[]): NotFiniteError {
  const where = `iteration ${iteration + 1}, turn ${turns.join('+')}, epoch ${step.epoch}, mini-batch ${step.miniBatch}`;
  const ids = part.map(({ id }) => id);
  return new NotFiniteError(
    `the parameters are no longer finite in ${where} (trajectories ${Math.min(...ids)} to ${Math.max(...ids)}), where the loss is ${step.loss} and its gradient's norm ${step.gradientNorm}; ` +
      'the parameters from before this iteration are kept; try a smaller learning rate or a gradient norm limit',
  );
}
