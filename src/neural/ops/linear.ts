import { matrixProduct } from '../shaders/matrices.js';
import { hasShaders } from '../shaders/shader.js';
import type { Tensor1D, Tensor2D, TF } from '../tf.js';
import { columnSums } from './columnSums.js';
import { fused } from './fused.js';
import { product } from './product.js';

/**
 * y = x·W + b for x [rows, in], W [in, out], b [out], with its own gradient: dx = dy·Wᵀ, dW = xᵀ·dy, db = Σ_rows dy.
 * Throws where the shapes do not fit.
 */
export function linear(tf: TF, x: Tensor2D, weight: Tensor2D, bias: Tensor1D): Tensor2D {
  return fused(tf, [x, weight, bias], (x2, w2, b2) => ({
    value: hasShaders(tf)
      ? matrixProduct(tf, x2 as Tensor2D, w2 as Tensor2D, {}, b2 as Tensor1D)
      : tf.add(tf.matMul(x2, w2), b2),
    saved: [x2, w2],
    gradients: (dy: Tensor2D, saved) => {
      const [xs, ws] = saved as [Tensor2D, Tensor2D];
      return [product(tf, dy, ws, { b: true }), product(tf, xs, dy, { a: true }), columnSums(tf, dy)];
    },
  }));
}
