import { type PointCode, pointwise } from '../shaders/pointwise.js';
import { hasShaders } from '../shaders/shader.js';
import { squareSum } from '../shaders/sums.js';
import type { Rank, Tensor, Tensor1D, TF } from '../tf.js';

/** Adam's running means of the gradient and of its square, and θ. */
export interface AdamVectors {
  readonly theta: Tensor1D;
  readonly first: Tensor1D;
  readonly second: Tensor1D;
}

/** The numbers of one step of Adam. */
export interface AdamNumbers {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Of the step: the learning rate over 1 − β1^n. */
  readonly rate: number;
  /** 1 − β2^n. */
  readonly correction: number;
  /** What θ is multiplied by first: 1, or less with weight decay. */
  readonly kept: number;
}

const MIXED = 'uniforms.share * old[index] + uniforms.rest * g[index]';
const MEAN: PointCode = { name: 'adam mean', inputs: ['old', 'g'], value: MIXED };
const SQUARE: PointCode = { name: 'adam square', inputs: ['old', 'g'], value: `${MIXED} * g[index]` };
const STEP: PointCode = {
  name: 'adam step',
  inputs: ['theta', 'm', 'v'],
  value:
    'uniforms.kept * theta[index] - uniforms.rate * m[index] / (sqrt(v[index] / uniforms.correction) + uniforms.epsilon)',
};

/**
 * m ← β1·m + (1 − β1)·g, v ← β2·v + (1 − β2)·g², θ ← kept·θ − rate·m/(√(v/correction) + ε). A dozen kernels whatever the
 * network, as θ is one vector; three on webgpu.
 */
export function adamStep(tf: TF, { theta, first, second }: AdamVectors, g: Tensor, by: AdamNumbers): AdamVectors {
  const { beta1, beta2, epsilon, rate, correction, kept } = by;
  if (hasShaders(tf)) {
    const run = (code: PointCode, inputs: readonly Tensor[], real: Record<string, number>): Tensor1D =>
      pointwise<Rank.R1>(tf, code, inputs, { columns: theta.size, real }, [theta.size]);
    const m = run(MEAN, [first, g], { share: beta1, rest: 1 - beta1 });
    const v = run(SQUARE, [second, g], { share: beta2, rest: 1 - beta2 });
    return { theta: run(STEP, [theta, m, v], { rate, correction, epsilon, kept }), first: m, second: v };
  }
  const m = tf.add<Tensor1D>(tf.mul(first, beta1), tf.mul(g, 1 - beta1));
  const v = tf.add<Tensor1D>(tf.mul(second, beta2), tf.mul(tf.square(g), 1 - beta2));
  const root = tf.add(tf.sqrt(tf.div(v, correction)), epsilon);
  const step = tf.mul(tf.div(m, root), rate);
  return { theta: tf.sub(kept === 1 ? theta : tf.mul(theta, kept), step), first: m, second: v };
}

/** The Euclidean norm of a gradient, a scalar. */
export function normOf(tf: TF, gradient: Tensor1D): Tensor {
  return tf.tidy(() => tf.sqrt(hasShaders(tf) ? squareSum(tf, gradient) : tf.sum(tf.square(gradient))));
}
