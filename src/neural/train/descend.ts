import type { Network } from '../network/network.js';
import type { Tensor, Tensor1D, TF } from '../tf.js';
import { type Learner, type OptimizerOptions, optimizerStep } from './optimizer.js';

/** What a step tells, as scalars that nobody has read yet. */
export interface Descent {
  readonly learner: Learner;
  /** [loss, norm of its gradient], one tensor. */
  readonly told: Tensor1D;
}

/**
 * One optimizer step on `loss(views of θ)`. Gradients are taken by the views and then joined, since the gradient of a
 * slice of θ would be as long as θ, once per parameter. Everything but the result is disposed.
 */
export function descend(
  tf: TF,
  network: Network,
  learner: Learner,
  options: OptimizerOptions,
  loss: (views: Tensor[]) => Tensor,
): Descent {
  const [value, gradient] = tf.tidy(() => {
    const result = tf.valueAndGrads((...views) => loss(views) as ReturnType<TF['scalar']>)(
      network.layout.views(tf, learner.theta),
    );
    return [result.value, network.layout.flat(tf, result.grads)];
  }) as [Tensor, Tensor1D];
  const { learner: next, norm } = optimizerStep(tf, learner, gradient, options);
  const told = tf.stack([value, norm]) as Tensor1D;
  for (const tensor of [value, gradient, norm]) tensor.dispose();
  return { learner: next, told };
}
