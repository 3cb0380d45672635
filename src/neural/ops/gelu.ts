import type { Tensor2D, TF } from '../tf.js';
import { fused } from './fused.js';

const A = Math.sqrt(2 / Math.PI);
const B = 0.044715;

/** GELU in its tanh form, x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2 (Hendrycks and Gimpel, 2016), as one operation. */
export function gelu(tf: TF, x: Tensor2D): Tensor2D {
  return fused(tf, [x], (x2) => {
    const t = tf.tanh(tf.mul(tf.add(x2, tf.mul(tf.mul(tf.square(x2), x2), B)), A));
    return {
      value: tf.mul(tf.mul(x2, tf.add(t, 1)), 0.5),
      saved: [x2, t],
      gradients: (dy: Tensor2D, [xs, ts]) => {
        const inner = tf.mul(tf.add(tf.mul(tf.square(xs), 3 * B), 1), A);
        const slope = tf.mul(tf.mul(tf.sub(1, tf.square(ts)), inner), xs);
        return [tf.mul(dy, tf.mul(tf.add(tf.add(ts, 1), slope), 0.5))];
      },
    };
  });
}
