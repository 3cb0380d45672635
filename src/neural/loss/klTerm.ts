import { fused } from '../ops/fused.js';
import type { Tensor2D, TF } from '../tf.js';

/** Bounds of the estimator and of its exponent. */
const LARGEST_EXPONENT = 20;
const LARGEST_TERM = 10;

/**
 * The k3 estimator of KL(π_θ‖π_ref) per token: e^x − x − 1 with x = log π_ref − log π_θ, x clamped to ±20 and the
 * result to ±10 (Schulman, 2020; clamps as in the released code). At least 0, and 0 with slope 0 at π_θ = π_ref.
 * Its gradient by log π_θ is 1 − e^x, 0 beyond either clamp.
 */
export function klTerm(tf: TF, now: Tensor2D, reference: Tensor2D): Tensor2D {
  return fused(tf, [now], (logs) => {
    const raw = tf.sub(reference, logs);
    const x = tf.clipByValue(raw, -LARGEST_EXPONENT, LARGEST_EXPONENT);
    // expm1 keeps the difference exact to float32 for small x.
    const growth = tf.expm1(x);
    const term = tf.sub(growth, x);
    const free = tf.mul(
      tf.cast(tf.less(tf.abs(raw), LARGEST_EXPONENT), 'float32'),
      tf.cast(tf.less(term, LARGEST_TERM), 'float32'),
    );
    return {
      value: tf.clipByValue(term, -LARGEST_TERM, LARGEST_TERM) as Tensor2D,
      saved: [tf.mul(tf.neg(growth), free)],
      gradients: (dy: Tensor2D, [slope]) => [tf.mul(dy, slope)],
    };
  });
}
