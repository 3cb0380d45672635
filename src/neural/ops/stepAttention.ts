import type { Rank, Tensor, Tensor2D, Tensor3D, TF } from '../tf.js';

/**
 * Causal attention one position at a time: the last row of `causalAttention` when the keys and values of the
 * positions before are known. `qkv` [n, 3·width]: query, key and value of the new position of n histories; `keys` and
 * `values` [n, positions, width] those of before, undefined at the first position. Gives what is seen [n, width], and
 * keys and values with the new position behind the others. Element by element, since there is one query a history and
 * head: no product of matrices is worth its start.
 */
export function stepAttention(
  tf: TF,
  qkv: Tensor2D,
  keys: Tensor3D | undefined,
  values: Tensor3D | undefined,
  heads: number,
): { readonly seen: Tensor2D; readonly keys: Tensor3D; readonly values: Tensor3D } {
  const [rows, width] = [qkv.shape[0], qkv.shape[1] / 3];
  const d = width / heads;
  const [query, key, value] = tf.split(qkv, 3, 1);
  const behind = (before: Tensor3D | undefined, now: Tensor): Tensor3D => {
    const last = tf.reshape<Rank.R3>(now, [rows, 1, width]);
    return before === undefined ? last : tf.concat([before, last], 1);
  };
  const [allKeys, allValues] = [behind(keys, key), behind(values, value)];
  const positions = allKeys.shape[1];
  const byHead = (x: Tensor3D): Tensor => tf.reshape(x, [rows, positions, heads, d]);
  const scores = tf.sum(tf.mul(byHead(allKeys), tf.reshape(query, [rows, 1, heads, d])), 3);
  const p = tf.softmax(tf.transpose(tf.mul(scores, 1 / Math.sqrt(d)), [0, 2, 1]), -1);
  const weights = tf.reshape(tf.transpose(p, [0, 2, 1]), [rows, positions, heads, 1]);
  const seen = tf.reshape<Rank.R2>(tf.sum(tf.mul(byHead(allValues), weights), 1), [rows, width]);
  return { seen, keys: allKeys, values: allValues };
}
