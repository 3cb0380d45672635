import { z } from 'zod';
import { adamStep, normOf } from './adamStep.js';
import type { Tensor, Tensor1D, TF } from '../tf.js';

const positive = z.number().positive();
const common = {
  learningRate: positive,
  /** Scale gradients of a larger Euclidean norm down to this one. */
  gradientNorm: positive.optional(),
};

/** Plain gradient steps, or Adam (Kingma and Ba, ICLR 2015) with decoupled weight decay (Loshchilov and Hutter, ICLR 2019). */
export const optimizerSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sgd'), ...common }),
  z.strictObject({
    kind: z.literal('adam'),
    ...common,
    beta1: z.number().min(0).lt(1).default(0.9),
    beta2: z.number().min(0).lt(1).default(0.999),
    epsilon: positive.default(1e-8),
    weightDecay: z.number().nonnegative().default(0),
  }),
]);

/** See `optimizerSpec`. */
export type OptimizerOptions = z.output<typeof optimizerSpec>;

/** Parameters and the optimizer's memory of them, each one flat vector. Never changed in place. */
export interface Learner {
  readonly theta: Tensor1D;
  /** Adam's running means of the gradient and of its square; untouched by plain steps. */
  readonly first: Tensor1D;
  readonly second: Tensor1D;
  /** Steps taken. */
  readonly steps: number;
}

/** A learner at θ that has taken no step. */
export function newLearner(tf: TF, theta: Float32Array): Learner {
  const [first, second] = [tf.zeros([theta.length]), tf.zeros([theta.length])] as [Tensor1D, Tensor1D];
  return { theta: tf.tensor1d(theta), first, second, steps: 0 };
}

/** Disposes a learner's tensors. */
export function disposeLearner({ theta, first, second }: Learner): void {
  for (const tensor of [theta, first, second]) tensor.dispose();
}

/**
 * One step down `gradient` (of a loss), as a new learner; the old one stays alive. Also gives the gradient's norm
 * before scaling, a scalar.
 */
export function optimizerStep(
  tf: TF,
  learner: Learner,
  gradient: Tensor1D,
  options: OptimizerOptions,
): { readonly learner: Learner; readonly norm: Tensor } {
  const steps = learner.steps + 1;
  const [theta, first, second, norm] = tf.tidy<[Tensor1D, Tensor1D, Tensor1D, Tensor]>(() => {
    const size = normOf(tf, gradient);
    const g = options.gradientNorm === undefined ? gradient : scaled(tf, gradient, size, options.gradientNorm);
    const { learningRate } = options;
    if (options.kind === 'sgd') {
      return [tf.sub(learner.theta, tf.mul(g, learningRate)), learner.first.clone(), learner.second.clone(), size];
    }
    const { beta1, beta2, epsilon, weightDecay } = options;
    const stepped = adamStep(tf, learner, g, {
      ...{ beta1, beta2, epsilon },
      rate: learningRate / (1 - beta1 ** steps),
      correction: 1 - beta2 ** steps,
      kept: 1 - learningRate * weightDecay,
    });
    return [stepped.theta, stepped.first, stepped.second, size];
  });
  return { learner: { theta, first, second, steps }, norm };
}

function scaled(tf: TF, gradient: Tensor1D, norm: Tensor, most: number): Tensor {
  return tf.mul(gradient, tf.minimum(1, tf.div(most, tf.add(norm, 1e-6))));
}
