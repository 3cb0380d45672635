import type { Tensor3D, TF } from '../tf.js';
import { fused } from './fused.js';

/** What a position in the future is worth before the softmax: exp of it is 0 in float32, and it stays finite. */
const BLOCKED = -1e9;

/**
 * softmax(q·kᵀ/√d + causal mask)·v for q, k, v [batch·heads, length, d]: position i sees positions ≤ i. Its own
 * gradient: dv = pᵀ·dy, ds = p·(dp − Σ dp·p), dq = ds·k/√d, dk = dsᵀ·q/√d, with dp = dy·vᵀ.
 */
export function causalAttention(tf: TF, q: Tensor3D, k: Tensor3D, v: Tensor3D): Tensor3D {
  const [, length, d] = q.shape;
  const scale = 1 / Math.sqrt(d);
  const swap = (x: Tensor3D): Tensor3D => tf.transpose(x, [0, 2, 1]);
  return fused(tf, [q, k, v], (q3, k3, v3) => {
    const seen = tf.add(tf.mul(tf.matMul(q3, swap(k3)), scale), blocked(tf, length));
    const p = tf.softmax(seen, -1) as Tensor3D;
    return {
      value: tf.matMul(p, v3),
      saved: [q3, k3, v3, p],
      gradients: (dy: Tensor3D, saved) => {
        const [qs, ks, vs, ps] = saved as [Tensor3D, Tensor3D, Tensor3D, Tensor3D];
        const dp = tf.matMul(dy, swap(vs));
        const ds = tf.mul<Tensor3D>(tf.mul(tf.sub(dp, tf.sum(tf.mul(dp, ps), 2, true)), ps), scale);
        return [tf.matMul(ds, ks), tf.matMul(swap(ds), qs), tf.matMul(swap(ps), dy)];
      },
    };
  });
}

/** [length, length] with a very negative number above the diagonal and 0 elsewhere. */
function blocked(tf: TF, length: number): ReturnType<TF['tensor2d']> {
  const values = new Float32Array(length * length);
  for (let i = 0; i < length; i++) values.fill(BLOCKED, i * length + i + 1, (i + 1) * length);
  return tf.tensor2d(values, [length, length]);
}
