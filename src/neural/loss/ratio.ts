import type { Tensor2D, TF } from '../tf.js';

/**
 * The likelihood ratio of a whole response: π_θ(a|h)/π_θk(a|h), the product of its token ratios. `log` is its
 * logarithm, per row and turn [rows, turns] on an engine, or the same numbers on the host. This is the ratio of Eqs. 6
 * and 8; a `GeometricMeanRatio` is not assignable to it.
 */
export interface JointRatio<Log = Tensor2D> {
  readonly kind: 'joint';
  readonly log: Log;
}

/**
 * The geometric mean of a response's token ratios, (π_θ/π_θk)^(1/|a|): GSPO's length-normalised ratio. It is no
 * likelihood ratio: expectations do not change measure by it. |a| counts every token of the response, forced ones (one
 * legal token) included: they have ratio 1 and gradient 0, and draw the mean towards 1.
 */
export interface GeometricMeanRatio<Log = Tensor2D> {
  readonly kind: 'geometric-mean';
  readonly log: Log;
}

// Log ratios are held within ±20 before exp: e^20 is 4.9e8, far from float32's largest number.
export { LARGEST_LOG_RATIO, ratioOf } from '../../trainer/ratios.js';

/**
 * The joint ratio of every response from token log-probabilities now and then, [rows, length] each. `masks`
 * [rows, turns, length] is 1 at the tokens of a row's response of a turn: all other tokens count for nothing.
 */
export function jointRatio(tf: TF, now: Tensor2D, old: Tensor2D, masks: TurnMasks): JointRatio {
  const [rows, length] = now.shape;
  const difference = tf.reshape(tf.sub(now, old), [rows, 1, length]);
  return { kind: 'joint', log: tf.sum<Tensor2D>(tf.mul(difference, masks.tokens), 2) };
}

/** The geometric mean of the token ratios of every response, forced tokens included; 1 for a turn without a response. */
export function geometricMeanRatio(tf: TF, now: Tensor2D, old: Tensor2D, masks: TurnMasks): GeometricMeanRatio {
  return { kind: 'geometric-mean', log: tf.div(jointRatio(tf, now, old, masks).log, masks.lengths) };
}

/** Which tokens belong to which turn's response. */
export interface TurnMasks {
  /** [rows, turns, length], 0 or 1. */
  readonly tokens: ReturnType<TF['tensor3d']>;
  /** [rows, turns]: the number of a response's tokens, at least 1. */
  readonly lengths: Tensor2D;
}
