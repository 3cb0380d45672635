import { hasShaders } from '../shaders/shader.js';
import { longerMemory, MOST_POSITIONS, stepSeen } from '../shaders/stepShader.js';
import type { Rank, Tensor, Tensor2D, Tensor3D, TF } from '../tf.js';

/** What a position sees, and what is to be remembered of it and those before. */
interface Seen {
  readonly seen: Tensor2D;
  readonly memory: readonly Tensor3D[];
}

/**
 * Causal attention one position at a time: the last row of `causalAttention` when the keys and values of the
 * positions before are known. `qkv` [n, 3·width]: query, key and value of the new position of n histories; `before`:
 * the memory of the positions before, [] at the first one. Gives what is seen [n, width], and the memory with the new
 * position: keys and values [n, positions, width], or by a shader both side by side. There are at most `most` positions.
 */
export function stepAttention(
  tf: TF,
  qkv: Tensor2D,
  before: readonly Tensor3D[],
  { heads, most }: { readonly heads: number; readonly most: number },
): Seen {
  if (!hasShaders(tf) || most > MOST_POSITIONS) return plain(tf, qkv, before, heads);
  const memory = longerMemory(tf, qkv, before.at(0));
  return { seen: stepSeen(tf, qkv, memory, heads), memory: [memory] };
}

/**
 * Element by element, since there is one query a history and head: no product of matrices is worth its start.
 */
function plain(tf: TF, qkv: Tensor2D, before: readonly Tensor3D[], heads: number): Seen {
  const [rows, width] = [qkv.shape[0], qkv.shape[1] / 3];
  const d = width / heads;
  const [query, key, value] = tf.split(qkv, 3, 1);
  const behind = (known: Tensor3D | undefined, now: Tensor): Tensor3D => {
    const last = tf.reshape<Rank.R3>(now, [rows, 1, width]);
    return known === undefined ? last : tf.concat([known, last], 1);
  };
  const [keys, values] = [behind(before.at(0), key), behind(before.at(1), value)];
  const positions = keys.shape[1];
  const byHead = (x: Tensor3D): Tensor => tf.reshape(x, [rows, positions, heads, d]);
  const scores = tf.sum(tf.mul(byHead(keys), tf.reshape(query, [rows, 1, heads, d])), 3);
  const p = tf.softmax(tf.transpose(tf.mul(scores, 1 / Math.sqrt(d)), [0, 2, 1]), -1);
  const weights = tf.reshape(tf.transpose(p, [0, 2, 1]), [rows, positions, heads, 1]);
  const seen = tf.reshape<Rank.R2>(tf.sum(tf.mul(byHead(values), weights), 1), [rows, width]);
  return { seen, memory: [keys, values] };
}
