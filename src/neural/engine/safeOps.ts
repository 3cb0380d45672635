import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { Tf } from './engine.js';

/**
 * Row k of the n × depth result is 1 at indices[k] and 0 elsewhere, float32. `indices`: int32, in 0 … depth − 1.
 * By a cast, because on wasm oneHot with dtype float32 is silently wrong.
 */
export function oneHot(tf: Tf, indices: Tensor1D, depth: number): Tensor2D {
  return tf.tidy(() => tf.oneHot(indices, depth).toFloat() as Tensor2D);
}

/**
 * Rows of a table: row k of the n × width result is table[indices[k]]. `table`: vocabulary × width; `indices`: int32,
 * in 0 … vocabulary − 1. The gradient by the table is oneHot(indices)ᵀ · dy: gather's own throws on wasm, where
 * UnsortedSegmentSum is missing.
 */
export function embedding(tf: Tf, table: Tensor2D, indices: Tensor1D): Tensor2D {
  const [vocabulary] = table.shape;
  return tf.customGrad<Tensor2D>((rows, save) => {
    (save as (saved: Tensor[]) => void)([indices]);
    return {
      value: tf.gather(rows as Tensor2D, indices),
      gradFunc: (dy, saved) => tf.matMul(tf.transpose(oneHot(tf, saved[0] as Tensor1D, vocabulary)), dy),
    };
  })(table);
}

/**
 * a · b for a: n × m and b: m × k. The gradients dy · bᵀ and aᵀ · dy transpose first and multiply then: on wasm a
 * product with transpose flags is some ten times slower.
 */
export function matMul2d(tf: Tf, a: Tensor2D, b: Tensor2D): Tensor2D {
  return tf.customGrad<Tensor2D>((left, right, save) => {
    const factors = [left as Tensor2D, right as Tensor2D] as const;
    (save as (saved: Tensor[]) => void)([...factors]);
    return {
      value: tf.matMul(...factors),
      gradFunc: (dy, [savedLeft, savedRight]) => [
        tf.matMul(dy, tf.transpose(savedRight)),
        tf.matMul(tf.transpose(savedLeft), dy),
      ],
    };
  })(a, b);
}
