import { embedding as plainEmbedding } from '../engine/safeOps.js';
import { matrixProduct } from '../shaders/matrices.js';
import { pointwise } from '../shaders/pointwise.js';
import { hasShaders } from '../shaders/shader.js';
import type { Rank, Tensor1D, Tensor2D, TF } from '../tf.js';
import { fused } from './fused.js';

/**
 * Rows of a table: row k of the n × width result is table[indices[k]]. `table`: vocabulary × width; `indices`: int32,
 * in 0 … vocabulary − 1. The gradient by the table is oneHot(indices)ᵀ · dy.
 */
export function embedding(tf: TF, table: Tensor2D, indices: Tensor1D): Tensor2D {
  if (!hasShaders(tf)) return plainEmbedding(tf, table, indices);
  const [vocabulary, width] = table.shape;
  return fused(tf, [table], (rows) => ({
    value: tf.gather(rows, indices),
    saved: [indices],
    gradients: (dy: Tensor2D, [chosen]) => {
      // Columns that nothing chooses make their number a multiple of 4.
      const columns = 4 * Math.ceil(vocabulary / 4);
      const product = matrixProduct(tf, oneHot(tf, chosen as Tensor1D, columns), dy, { a: true });
      return [columns === vocabulary ? product : tf.slice(product, [0, 0], [vocabulary, width])];
    },
  }));
}

const ONE_HOT = {
  name: 'one hot',
  inputs: [],
  narrow: ['indices'],
  whole: ['indices'],
  value: 'select(T(0.0), T(1.0), T(0.0, 1.0, 2.0, 3.0) == T(f32(indices[row] - 4 * column)))',
};

/** Row k is 1 at indices[k] and 0 elsewhere; `columns` is a multiple of 4. */
function oneHot(tf: TF, indices: Tensor1D, columns: number): Tensor2D {
  return pointwise<Rank.R2>(tf, ONE_HOT, [indices], { columns }, [indices.size, columns]);
}
