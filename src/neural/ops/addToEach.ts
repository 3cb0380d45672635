import { pointwise } from '../shaders/pointwise.js';
import { hasShaders } from '../shaders/shader.js';
import { columnSumsOf } from '../shaders/sums.js';
import type { Rank, Tensor2D, TF } from '../tf.js';
import { fused } from './fused.js';

const ADDED = { name: 'add to each', inputs: ['x', 'same'], value: 'x[index] + same[column]' };

/** The matrix `same` [length, width] added to each of the matrices that lie one below the other in x [rows·length, width]. */
export function addToEach(tf: TF, x: Tensor2D, same: Tensor2D): Tensor2D {
  const [all, width] = x.shape;
  const [length] = same.shape;
  const rows = all / length;
  if (!hasShaders(tf)) {
    const stack = tf.reshape<Rank.R3>(x, [rows, length, width]);
    return tf.reshape<Rank.R2>(tf.add(stack, same), [all, width]);
  }
  const columns = length * width;
  return fused(tf, [x, same], (x2, same2) => ({
    value: pointwise<Rank.R2>(tf, ADDED, [x2, same2], { columns }, [all, width]),
    saved: [],
    gradients: (dy: Tensor2D) => [dy.clone(), columnSumsOf<Rank.R2>(tf, dy, { rows, columns }, [length, width])],
  }));
}
