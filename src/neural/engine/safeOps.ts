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
 * UnsortedSegmentSum is missing. There gatherND, which is the same here, is 60 times as fast as gather.
 */
export function embedding(tf: Tf, table: Tensor2D, indices: Tensor1D): Tensor2D {
  const [vocabulary] = table.shape;
  return tf.customGrad<Tensor2D>((rows, save) => {
    (save as (saved: Tensor[]) => void)([indices]);
    const [from, isWasm] = [rows as Tensor2D, tf.getBackend() === 'wasm'];
    return {
      value: isWasm ? (tf.gatherND(from, tf.expandDims(indices, 1)) as Tensor2D) : tf.gather(from, indices),
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

/**
 * The entries of x, row by row, as tensors of the given shapes, one after the other: their sizes must add up to that
 * of x. Not differentiable. On wasm by way of the host, because there every slice first copies the whole of x.
 */
export function parts(tf: Tf, x: Tensor, shapes: readonly (readonly number[])[]): Tensor[] {
  const sizes = shapes.map((shape) => shape.reduce((product, n) => product * n, 1));
  if (tf.getBackend() !== 'wasm') {
    const shaped = (part: Tensor, i: number): Tensor =>
      shapes[i].length === 1 ? part : tf.reshape(part, [...shapes[i]]);
    return tf.tidy(() => tf.split(x.rank === 1 ? x : tf.reshape(x, [-1]), sizes).map(shaped));
  }
  const values = x.dataSync();
  let end = 0;
  return shapes.map((shape, i) => tf.tensor(values.subarray(end, (end += sizes[i])), [...shape], x.dtype));
}
