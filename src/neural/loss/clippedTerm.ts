import { fused } from '../ops/fused.js';
import type { Tensor2D, TF } from '../tf.js';
import { LARGEST_LOG_RATIO } from './ratio.js';

/** The range that a ratio is clipped to, and the dual clip for negative advantages. */
export interface Clip {
  /** Clip to [1 − low, 1 + high]. */
  readonly low: number;
  readonly high: number;
  /** With A < 0 the term is at least dual·A (Ye et al., AAAI 2020; the released code has 3). None, if absent. */
  readonly dual?: number | undefined;
}

/**
 * min(ρ·M, clip(ρ, 1 − low, 1 + high)·M), entry by entry (Eq. 6), from log ρ and M of one shape; with a dual clip
 * max(that, dual·M) where M < 0. log ρ is clamped to ±20 before exp.
 * Its own gradient by log ρ is ρ·M where the unclipped branch is in force, else 0; at ρ = 1 it is M. Beyond the clamp
 * it is 0, as the value is constant there. M gets no gradient.
 */
export function clippedTerm(tf: TF, logRatio: Tensor2D, advantage: Tensor2D, clip: Clip): Tensor2D {
  return fused(tf, [logRatio], (log) => {
    const ratio = tf.exp(tf.clipByValue(log, -LARGEST_LOG_RATIO, LARGEST_LOG_RATIO));
    const plain = tf.mul(ratio, advantage);
    const clipped = tf.mul(tf.clipByValue(ratio, 1 - clip.low, 1 + clip.high), advantage);
    const inner = tf.minimum(plain, clipped);
    const value = clip.dual === undefined ? inner : withDual(tf, inner, advantage, clip.dual);
    // Where value and ρM are the same number the unclipped branch is in force, ties included.
    const inForce = tf.mul(tf.cast(tf.equal(value, plain), 'float32'), within(tf, log));
    return {
      value: value as Tensor2D,
      saved: [tf.mul(plain, inForce)],
      gradients: (dy: Tensor2D, [slope]) => [tf.mul(dy, slope)],
    };
  });
}

function withDual(tf: TF, value: ReturnType<TF['minimum']>, advantage: Tensor2D, dual: number): typeof value {
  const negative = tf.cast(tf.less(advantage, 0), 'float32');
  const floor = tf.maximum(value, tf.mul(advantage, dual));
  return tf.add(tf.mul(floor, negative), tf.mul(value, tf.sub(1, negative)));
}

/** 1 where |x| is below the clamp, else 0. */
function within(tf: TF, x: Tensor2D): ReturnType<TF['cast']> {
  return tf.cast(tf.less(tf.abs(x), LARGEST_LOG_RATIO), 'float32');
}
