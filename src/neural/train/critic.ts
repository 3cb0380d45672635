import type { TokenAdvantages } from '../loss/generalisedAdvantages.js';
import type { Network } from '../network/network.js';
import { NotFiniteError } from '../neuralError.js';
import { maskedRows } from '../rollout/rows.js';
import type { Sample } from '../rollout/samples.js';
import { allRows } from '../rollout/tokenLogs.js';
import type { Device, Tensor1D, Tensor2D } from '../tf.js';
import { descend } from './descend.js';
import { disposeLearner, type Learner, type OptimizerOptions } from './optimizer.js';
import { readTold, type Told } from './readTold.js';

/** What a critic learns from in one iteration. */
export interface CriticInput {
  /** From 0. */
  readonly iteration: number;
  /** Steps, each on all samples. */
  readonly passes: number;
  readonly samples: readonly Sample[];
  readonly targets: TokenAdvantages['targets'];
}

/**
 * `passes` steps of a critic (a network with one output) down the mean over response tokens of (V − target)²/2. In
 * training it has the policy's optimizer (with a memory of its own) and takes `Algorithm.epochs` steps, each on the
 * whole batch: `miniBatches` does not concern it. Tokens that were forced (one legal token) count like any other.
 * `learner` stays alive; the result is a new one. Rejects with a NotFiniteError that names iteration and pass when a
 * loss, a gradient or the new parameters are not finite, and leaves nothing behind.
 */
export async function updateCritic(
  device: Device,
  critic: Network,
  learner: Learner,
  optimizer: OptimizerOptions,
  { iteration, passes, samples, targets }: CriticInput,
): Promise<Learner> {
  const { tf } = device;
  const rows = maskedRows(allRows(samples), critic.vocabulary);
  const shape: [number, number] = [rows.rows * rows.length, 1];
  const values = new Float32Array(shape[0]);
  samples.forEach(({ id }, row) => values.set(targets.get(id) ?? [], row * rows.length));
  const count = rows.used.reduce((sum, used) => sum + used, 0);
  const weights = Float32Array.from(rows.used, (used) => used / count);
  const inputs = tf.tensor1d(critic.inputs(rows), 'int32');
  const [target, weight] = [tf.tensor2d(values, shape), tf.tensor2d(weights, shape)];
  const told: Tensor1D[] = [];
  let current = learner;
  try {
    for (let pass = 1; pass <= passes; pass++) {
      const { learner: next, told: tensor } = descend(tf, critic, current, optimizer, (views) => {
        const error = tf.sub<Tensor2D>(critic.run(tf, views, inputs, rows), target);
        return tf.mul(tf.sum(tf.mul(tf.square(error), weight)), 0.5);
      });
      if (current !== learner) disposeLearner(current);
      current = next;
      told.push(tensor);
    }
    const { steps, bad } = await readTold(device, told, current);
    if (bad !== undefined) throw notFinite(iteration, bad + 1, steps[bad]);
    return current;
  } catch (error) {
    if (current !== learner) disposeLearner(current);
    throw error;
  } finally {
    for (const tensor of [inputs, target, weight, ...told]) tensor.dispose();
  }
}

function notFinite(iteration: number, pass: number, { loss, gradientNorm }: Told): NotFiniteError {
  return new NotFiniteError(
    `the critic's parameters are no longer finite in iteration ${iteration + 1}, pass ${pass}, where its loss is ${loss} and its gradient's norm ${gradientNorm}; ` +
      'try a smaller learning rate or a gradient norm limit; the parameters from before this iteration are kept',
  );
}
