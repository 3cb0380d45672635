import { parts } from '../engine/safeOps.js';
import { matrixProduct } from '../shaders/matrices.js';
import { hasShaders } from '../shaders/shader.js';
import type { Tensor, Tensor2D, Tensor3D, TF } from '../tf.js';

/** Which factors of a product are transposed first. */
export interface Transposed {
  readonly a?: boolean;
  readonly b?: boolean;
}

/** From as many multiplications a matrix on, a product of its own is worth its start on wasm (some 20 µs). */
const WORTH_ITS_START = 2 ** 14;

/**
 * a·b for two matrices, or matrix by matrix for two stacks [count, rows, columns] of them; for use within operations
 * that have a gradient of their own. On wasm only the plain product of two matrices is fast (by a factor of ten), so
 * there the factors are transposed first, and the matrices of a stack multiplied one by one unless they are small.
 */
export function product<Matrices extends Tensor2D | Tensor3D>(
  tf: TF,
  a: Matrices,
  b: Matrices,
  transposed: Transposed = {},
): Matrices {
  if (hasShaders(tf)) return matrixProduct(tf, a, b, transposed);
  const isAtOnce = tf.getBackend() !== 'wasm' || (a.rank === 3 && multiplications(a, b, transposed) < WORTH_ITS_START);
  if (isAtOnce) return tf.matMul(a, b, transposed.a, transposed.b);
  return tf.tidy(() => {
    const [left, right] = [transposed.a === true ? swapped(tf, a) : a, transposed.b === true ? swapped(tf, b) : b];
    return a.rank === 2 ? tf.matMul(left, right) : oneByOne(tf, left as Tensor3D, right as Tensor3D);
  }) as Matrices;
}

/** Of numbers, for one matrix of the result. */
function multiplications(a: Tensor, b: Tensor, { b: isTransposed = false }: Transposed): number {
  const [rows, columns] = a.shape.slice(-2);
  return rows * columns * b.shape[b.rank - (isTransposed ? 2 : 1)];
}

function swapped(tf: TF, x: Tensor2D | Tensor3D): Tensor {
  return tf.transpose(x, x.rank === 2 ? [1, 0] : [0, 2, 1]);
}

function oneByOne(tf: TF, a: Tensor3D, b: Tensor3D): Tensor {
  const matrices = (x: Tensor3D): Tensor[] => parts(tf, x, Array<number[]>(x.shape[0]).fill(x.shape.slice(1)));
  const rights = matrices(b);
  const products = matrices(a).map((left, i) => tf.matMul(left, rights[i]));
  return tf.reshape(tf.concat(products, 0), [a.shape[0], a.shape[1], b.shape[2]]);
}
