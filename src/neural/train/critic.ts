import type { TokenAdvantages } from '../loss/generalisedAdvantages.js';
import type { Network } from '../network/network.js';
import { NotFiniteError } from '../neuralError.js';
import { maskedRows } from '../rollout/rows.js';
import type { Sample } from '../rollout/samples.js';
import { allRows } from '../rollout/tokenLogs.js';
import type { Device, Tensor2D } from '../tf.js';
import { descend } from './descend.js';
import { disposeLearner, type Learner, type OptimizerOptions } from './optimizer.js';

/**
 * `passes` steps of a critic (a network with one output) down the mean over response tokens of (V − target)²/2.
 * `learner` stays alive. Rejects with NotFiniteError when a loss is not finite.
 */
export async function updateCritic(
  { tf, read }: Device,
  critic: Network,
  learner: Learner,
  optimizer: OptimizerOptions,
  passes: number,
  samples: readonly Sample[],
  { targets }: TokenAdvantages,
): Promise<Learner> {
  const rows = maskedRows(allRows(samples), critic.vocabulary);
  const shape: [number, number] = [rows.rows * rows.length, 1];
  const values = new Float32Array(shape[0]);
  samples.forEach(({ id }, row) => values.set(targets.get(id) ?? [], row * rows.length));
  const weights = Float32Array.from(rows.used, (used) => used / rows.used.reduce((sum, x) => sum + x, 0));
  const inputs = tf.tensor1d(critic.inputs(rows), 'int32');
  const [target, weight] = [tf.tensor2d(values, shape), tf.tensor2d(weights, shape)];
  let current = learner;
  let loss = Number.NaN;
  for (let pass = 1; pass <= passes; pass++) {
    const { learner: next, told } = descend(tf, critic, current, optimizer, (views) => {
      const error = tf.sub<Tensor2D>(critic.run(tf, views, inputs, rows), target);
      return tf.mul(tf.sum(tf.mul(tf.square(error), weight)), 0.5);
    });
    if (current !== learner) disposeLearner(current);
    current = next;
    if (pass === passes) loss = (await read(told))[0];
    told.dispose();
  }
  for (const tensor of [inputs, target, weight]) tensor.dispose();
  if (!Number.isFinite(loss)) {
    disposeLearner(current);
    throw new NotFiniteError(`the critic's loss is ${loss}; try a smaller learning rate or a gradient norm limit`);
  }
  return current;
}
