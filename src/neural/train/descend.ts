import type { Network } from '../network/network.js';
import type { Tensor, Tensor1D, TF } from '../tf.js';
import { disposeLearner, type Learner, type OptimizerOptions, optimizerStep } from './optimizer.js';

/** What a step tells, as scalars that nobody has read yet. */
export interface Descent {
  readonly learner: Learner;
  /** [loss, norm of its gradient], one tensor. */
  readonly told: Tensor1D;
}

/**
 * One optimizer step on `loss(views of θ)`. Everything but the result is disposed, also when the engine throws; the old
 * learner stays alive.
 */
export function descend(
  tf: TF,
  network: Network,
  learner: Learner,
  options: OptimizerOptions,
  loss: (views: Tensor[]) => Tensor,
): Descent {
  const { value, gradient } = lossGradient(tf, network, learner.theta, loss);
  try {
    const { learner: next, norm } = optimizerStep(tf, learner, gradient, options);
    try {
      return { learner: next, told: tf.stack([value, norm]) as Tensor1D };
    } catch (error) {
      disposeLearner(next);
      throw error;
    } finally {
      norm.dispose();
    }
  } finally {
    value.dispose();
    gradient.dispose();
  }
}

/**
 * The loss at θ, a scalar, and its gradient, as long as θ; the caller disposes both. Gradients are taken by the views
 * and then joined, since the gradient of a slice of θ would be as long as θ, once per parameter.
 */
export function lossGradient(
  tf: TF,
  network: Network,
  theta: Tensor1D,
  loss: (views: Tensor[]) => Tensor,
): { readonly value: Tensor; readonly gradient: Tensor1D } {
  return tf.tidy(() => {
    const { value, grads } = tf.valueAndGrads((...views) => loss(views) as ReturnType<TF['scalar']>)(
      network.layout.views(tf, theta),
    );
    return { value, gradient: network.layout.flat(tf, grads) };
  });
}
