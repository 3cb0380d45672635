import { LAYER_NORM_EPSILON, normalised, normBackward, normSums, rowStatistics } from '../shaders/layerNormShader.js';
import { hasShaders } from '../shaders/shader.js';
import type { Tensor1D, Tensor2D, TF } from '../tf.js';
import { fused } from './fused.js';

/**
 * Layer normalisation over the last axis: y = x̂·g + b, x̂ = (x − mean)/√(variance + 1e-5), for x [rows, width],
 * g and b [width], with its own gradient dx = (dx̂ − mean(dx̂) − x̂·mean(dx̂·x̂))/√(…), dx̂ = dy·g.
 */
export function layerNorm(tf: TF, x: Tensor2D, gain: Tensor1D, bias: Tensor1D): Tensor2D {
  if (hasShaders(tf)) return layerNormByShader(tf, x, gain, bias);
  return fused(tf, [x, gain, bias], (x2, g, b) => {
    const centred = tf.sub(x2, tf.mean(x2, 1, true));
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), LAYER_NORM_EPSILON));
    const normal = tf.mul(centred, inverse);
    return {
      value: tf.add(tf.mul(normal, g), b),
      saved: [normal, inverse, g],
      gradients: (dy: Tensor2D, [hat, scale, g2]) => {
        const dHat = tf.mul(dy, g2);
        const along = tf.mul(hat, tf.mean(tf.mul(dHat, hat), 1, true));
        const dx = tf.mul(tf.sub(tf.sub(dHat, tf.mean(dHat, 1, true)), along), scale);
        return [dx, tf.sum(tf.mul(dy, hat), 0), tf.sum(dy, 0)];
      },
    };
  });
}

function layerNormByShader(tf: TF, x: Tensor2D, gain: Tensor1D, bias: Tensor1D): Tensor2D {
  return fused(tf, [x, gain, bias], (x2, g, b) => {
    const statistics = rowStatistics(tf, x2 as Tensor2D);
    return {
      value: normalised(tf, x2 as Tensor2D, statistics, g as Tensor1D, b as Tensor1D),
      saved: [x2, g, statistics],
      gradients: (dy: Tensor2D, saved) => {
        const [input, g2, known] = saved as [Tensor2D, Tensor1D, Tensor2D];
        return [normBackward(tf, dy, input, g2, known), ...normSums(tf, dy, input, known)];
      },
    };
  });
}
