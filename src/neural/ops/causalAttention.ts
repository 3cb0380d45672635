import { parts } from '../engine/safeOps.js';
import type { Rank, Tensor, Tensor2D, Tensor3D, Tensor4D, TF } from '../tf.js';
import { attend, attendBackward, type HeadShape } from '../shaders/attentionShader.js';
import { hasShaders } from '../shaders/shader.js';
import { fused } from './fused.js';
import { product } from './product.js';

/** What a position in the future is worth before the softmax: exp of it is 0 in float32, and it stays finite. */
const BLOCKED = -1e9;

/**
 * What each position of `rows` sequences sees through `heads` heads, [rows·length, width], from queries, keys and
 * values side by side, [rows·length, 3·width]: softmax(q·kᵀ/√d + causal mask)·v for every sequence and head, with
 * d = width/heads; position i sees positions ≤ i. Its own gradient: dv = pᵀ·dy, ds = p·(dp − Σ dp·p), dq = ds·k/√d,
 * dk = dsᵀ·q/√d, with dp = dy·vᵀ.
 */
export function causalAttention(tf: TF, qkv: Tensor2D, rows: number, heads: number): Tensor2D {
  const length = qkv.shape[0] / rows;
  const d = qkv.shape[1] / (3 * heads);
  const scale = 1 / Math.sqrt(d);
  if (hasShaders(tf)) return byShaders(tf, qkv, { rows, length, heads, d });
  const stack: [number, number, number] = [heads * rows, length, d];
  return fused(tf, [qkv], (x) => {
    const [q, k, v] = parts(tf, byHead(tf, x, rows, 3 * heads), [stack, stack, stack]) as [
      Tensor3D,
      Tensor3D,
      Tensor3D,
    ];
    const scaled = tf.mul<Tensor3D>(q, scale);
    const p = tf.softmax<Tensor3D>(tf.add(product(tf, scaled, k, { b: true }), blocked(tf, length)), -1);
    return {
      value: sideBySide(tf, [product(tf, p, v)], rows, heads),
      saved: [scaled, k, v, p],
      gradients: (dy: Tensor2D, saved) => {
        const [qs, ks, vs, ps] = saved as [Tensor3D, Tensor3D, Tensor3D, Tensor3D];
        const dSeen = tf.reshape<Rank.R3>(byHead(tf, dy, rows, heads), stack);
        const dp = product(tf, dSeen, vs, { b: true });
        const ds = tf.mul<Tensor3D>(tf.sub(dp, tf.sum(tf.mul(dp, ps), 2, true)), ps);
        const dq = tf.mul<Tensor3D>(product(tf, ds, ks), scale);
        const dk = product(tf, ds, qs, { a: true });
        return [sideBySide(tf, [dq, dk, product(tf, ps, dSeen, { a: true })], rows, 3 * heads)];
      },
    };
  });
}

function byShaders(tf: TF, qkv: Tensor2D, shape: HeadShape): Tensor2D {
  return fused(tf, [qkv], (x) => {
    const { seen, p } = attend(tf, x, shape);
    return {
      value: seen,
      saved: [x, p],
      gradients: (dy: Tensor2D, [input, weights]) => [
        attendBackward(tf, dy, input as Tensor2D, weights as Tensor4D, shape),
      ],
    };
  });
}

/** [rows·length, count·d] as [count, rows, length, d]. */
function byHead(tf: TF, x: Tensor2D, rows: number, count: number): Tensor {
  const [positions, width] = x.shape;
  return tf.transpose(tf.reshape(x, [rows, positions / rows, count, width / count]), [2, 0, 1, 3]);
}

/** The inverse of `byHead`, from stacks that together hold `count` heads. */
function sideBySide(tf: TF, stacks: Tensor3D[], rows: number, count: number): Tensor2D {
  const [, length, d] = stacks[0].shape;
  const all = tf.reshape(tf.concat(stacks, 0), [count, rows, length, d]);
  return tf.reshape<Rank.R2>(tf.transpose(all, [1, 2, 0, 3]), [rows * length, count * d]);
}

/** [length, length] with a very negative number above the diagonal and 0 elsewhere. */
function blocked(tf: TF, length: number): ReturnType<TF['tensor2d']> {
  const values = new Float32Array(length * length);
  for (let i = 0; i < length; i++) values.fill(BLOCKED, i * length + i + 1, (i + 1) * length);
  return tf.tensor2d(values, [length, length]);
}
