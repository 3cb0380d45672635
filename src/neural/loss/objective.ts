import type { Algorithm } from '../algorithm/algorithm.js';
import type { Network } from '../network/network.js';
import { tokenLogProbability } from '../ops/tokenLogProbability.js';
import type { Tensor, Tensor2D, TF } from '../tf.js';
import { clippedTerm } from './clippedTerm.js';
import { klTerm } from './klTerm.js';
import { geometricMeanRatio, jointRatio } from './ratio.js';
import type { StepBatch } from './stepBatch.js';

/** log π_θ of the tokens of a step [rows, length], from the views of θ. */
export function stepLogs(tf: TF, network: Network, views: readonly Tensor[], batch: StepBatch): Tensor2D {
  const logits = network.run(tf, views, batch.inputs, batch);
  return tf.reshape(tokenLogProbability(tf, logits, batch.legal, batch.tokens), [batch.rows, batch.length]);
}

/**
 * What a step ascends, a scalar: the mean over `trajectories` trajectories (those without a turn of the stage count as
 * 0, like the no-ops of the paper) of the sum over turns of the update's terms (Eq. 6 and its variants, see `Update`),
 * less the KL penalty. Tokens outside the responses, padding and illegal tokens count for nothing.
 */
export function objective(
  tf: TF,
  { update, kl }: Pick<Algorithm, 'update' | 'kl'>,
  now: Tensor2D,
  batch: StepBatch,
  trajectories: number,
): Tensor {
  const gain = tf.sum(terms(tf, update, now, batch));
  if (kl === undefined || batch.reference === undefined) return tf.div(gain, trajectories);
  const distance = tf.sum(tf.mul(klTerm(tf, now, batch.reference), batch.penalty));
  return tf.div(tf.sub(gain, tf.mul(distance, kl.weight)), trajectories);
}

function terms(tf: TF, update: Algorithm['update'], now: Tensor2D, batch: StepBatch): Tensor {
  if (update.kind === 'score') return tf.mul(now, tf.mul(batch.advantage, batch.weight));
  switch (update.ratio) {
    case 'token': {
      // Outside responses the logs are arbitrary: no exponential may see them.
      const inside = tf.cast(tf.greater(batch.weight, 0), 'float32');
      const logRatio = tf.mul<Tensor2D>(tf.sub(now, batch.old), inside);
      return tf.mul(clippedTerm(tf, logRatio, batch.advantage, update), batch.weight);
    }
    case 'joint':
      return clippedTerm(tf, jointRatio(tf, now, batch.old, batch.masks).log, batch.carried, update);
    case 'geometric-mean':
      return clippedTerm(tf, geometricMeanRatio(tf, now, batch.old, batch.masks).log, batch.carried, update);
  }
}
