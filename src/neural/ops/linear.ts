import { matrixProduct } from '../shaders/matrices.js';
import { hasShaders } from '../shaders/shader.js';
import type { Tensor, Tensor1D, Tensor2D, TF } from '../tf.js';
import { columnSums } from './columnSums.js';
import { fused } from './fused.js';
import { product } from './product.js';

/**
 * y = x·W + b (+ plus) for x [rows, in], W [in, out], b [out], plus [rows, out], with its own gradient: dx = dy·Wᵀ,
 * dW = xᵀ·dy, db = Σ_rows dy, dplus = dy. Throws where the shapes do not fit.
 */
export function linear(tf: TF, x: Tensor2D, weight: Tensor2D, bias: Tensor1D, plus?: Tensor2D): Tensor2D {
  const inputs: Tensor[] = plus === undefined ? [x, weight, bias] : [x, weight, bias, plus];
  return fused(tf, inputs, (...all) => ({
    value: forward(tf, all as [Tensor2D, Tensor2D, Tensor1D, Tensor2D?]),
    saved: all.slice(0, 2),
    gradients: (dy: Tensor2D, saved) => {
      const [xs, ws] = saved as [Tensor2D, Tensor2D];
      const own = [product(tf, dy, ws, { b: true }), product(tf, xs, dy, { a: true }), columnSums(tf, dy)];
      return plus === undefined ? own : [...own, dy.clone()];
    },
  }));
}

function forward(tf: TF, [x, weight, bias, plus]: [Tensor2D, Tensor2D, Tensor1D, Tensor2D?]): Tensor2D {
  if (hasShaders(tf)) return matrixProduct(tf, x, weight, {}, plus === undefined ? { bias } : { bias, plus });
  const product = tf.add<Tensor2D>(tf.matMul(x, weight), bias);
  return plus === undefined ? product : tf.add(product, plus);
}
