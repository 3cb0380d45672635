import { randomStream } from '../../environments/random.js';
import type { Algorithm } from '../algorithm/algorithm.js';
import { objective, stepLogs } from '../loss/objective.js';
import { disposeBatch, stepBatch, type StepSources } from '../loss/stepBatch.js';
import type { Network } from '../network/network.js';
import { NotFiniteError } from '../neuralError.js';
import type { PoolEntry, Sample } from '../rollout/samples.js';
import type { Device, Tensor1D } from '../tf.js';
import { descend } from './descend.js';
import { disposeLearner, type Learner, type OptimizerOptions } from './optimizer.js';
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
export interface StepReport {
  readonly epoch: number;
  readonly miniBatch: number;
  readonly loss: number;
  readonly gradientNorm: number;
}

/**
 * Takes the steps of a stage: `epochs` passes over the trajectories, dealt into `miniBatches` parts each time.
 * `learner` stays alive; the result is a new one. Losses are read once, at the end; a loss or gradient that is not
 * finite rejects with a NotFiniteError that names the stage and the first bad batch, and leaves nothing behind.
 */
export async function updateStage(
  device: Device,
  network: Network,
  learner: Learner,
  algorithm: Algorithm,
  optimizer: OptimizerOptions,
  stage: Stage,
): Promise<{ readonly learner: Learner; readonly steps: StepReport[] }> {
  const { tf, read } = device;
  const told: { readonly tensor: Tensor1D; readonly part: readonly Sample[]; readonly place: [number, number] }[] = [];
  let current = learner;
  for (let epoch = 1; epoch <= algorithm.epochs; epoch++) {
    const random = randomStream(stage.seed, `batches ${stage.iteration} ${stage.turns.join()} ${epoch}`);
    for (const [n, part] of dealt(stage.samples, algorithm.miniBatches, random).entries()) {
      const ids = new Set(part.map(({ id }) => id));
      const entries = stage.entries.filter(({ sample }) => ids.has(sample.id));
      if (entries.length === 0) continue;
      const batch = stepBatch(tf, network, algorithm, entries, stage.turns, stage.sources);
      const { learner: next, told: tensor } = descend(tf, network, current, optimizer, (views) =>
        tf.neg(objective(tf, algorithm, stepLogs(tf, network, views, batch), batch, part.length)),
      );
      disposeBatch(batch);
      if (current !== learner) disposeLearner(current);
      current = next;
      told.push({ tensor, part, place: [epoch, n + 1] });
    }
  }
  if (told.length === 0) return { learner: cloned(learner), steps: [] };
  // 0 if all parameters are finite, else NaN: a last step may spoil them although its own loss was fine.
  const health = (): Tensor1D => tf.reshape(tf.sum(tf.mul(current.theta, 0)), [1]);
  const all = tf.tidy(() => tf.concat1d([...told.map(({ tensor }) => tensor), health()]));
  const numbers = await read(all);
  for (const tensor of [all, ...told.map((step) => step.tensor)]) tensor.dispose();
  const steps = told.map(({ place: [epoch, miniBatch] }, n) => ({
    epoch,
    miniBatch,
    loss: numbers[2 * n],
    gradientNorm: numbers[2 * n + 1],
  }));
  const bad = steps.findIndex(({ loss, gradientNorm }) => !Number.isFinite(loss) || !Number.isFinite(gradientNorm));
  if (bad >= 0 || numbers[2 * told.length] !== 0) {
    disposeLearner(current);
    const at = bad >= 0 ? bad : told.length - 1;
    throw notFinite(stage, steps[at], told[at].part);
  }
  return { learner: current, steps };
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
