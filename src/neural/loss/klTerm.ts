import { fused } from '../ops/fused.js';
import type { Rank, Tensor2D, TF } from '../tf.js';

/** Bounds of the estimator and of its exponent. */
const LARGEST_EXPONENT = 20;
const LARGEST_TERM = 10;

/** Below this |x| the power series is used: with its ten terms it is then exact to float32. */
const SERIES_BELOW = 0.5;
/** 1/2!, 1/3!, …, 1/11!. */
const COEFFICIENTS = Array.from({ length: 10 }, (_, n) => 1 / factorial(n + 2));

/**
 * The k3 estimator of KL(π_θ‖π_ref) per token: e^x − x − 1 with x = log π_ref − log π_θ, x clamped to ±20 and the
 * result to ±10 (Schulman, 2020; clamps as in the released code). At least 0, and 0 with slope 0 at π_θ = π_ref.
 * Its gradient by log π_θ is 1 − e^x, 0 beyond either clamp.
 */
export function klTerm(tf: TF, now: Tensor2D, reference: Tensor2D): Tensor2D {
  return fused(tf, [now], (logs) => {
    const raw = tf.sub<Tensor2D>(reference, logs);
    const x = tf.clipByValue(raw, -LARGEST_EXPONENT, LARGEST_EXPONENT);
    const term = beyondLine(tf, x);
    const free = tf.mul(
      tf.cast(tf.less(tf.abs(raw), LARGEST_EXPONENT), 'float32'),
      tf.cast(tf.less(term, LARGEST_TERM), 'float32'),
    );
    return {
      value: tf.clipByValue(term, -LARGEST_TERM, LARGEST_TERM),
      saved: [tf.mul(tf.neg(tf.add(term, x)), free)],
      gradients: (dy: Tensor2D, [slope]) => [tf.mul(dy, slope)],
    };
  });
}

/**
 * e^x − 1 − x to float32 for every x. Near 0 by the power series x²·(1/2! + x/3! + …): e^x − 1 − x itself cancels twice,
 * and tf.expm1, which would save the first of the two, is e^x − 1 on webgpu. Then e^x − 1 is x more.
 */
function beyondLine(tf: TF, x: Tensor2D): Tensor2D {
  const direct = tf.sub<Tensor2D>(tf.sub(tf.exp(x), 1), x);
  const [last, ...others] = COEFFICIENTS.toReversed();
  const series = others.reduce<Tensor2D>((sum, c) => tf.add(tf.mul(sum, x), c), tf.fill<Rank.R2>(x.shape, last));
  return tf.where(tf.less(tf.abs(x), SERIES_BELOW), tf.mul<Tensor2D>(tf.square(x), series), direct);
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}
