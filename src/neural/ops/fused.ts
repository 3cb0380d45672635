import type { Tensor, TF } from '../tf.js';

/** What one pass forward leaves: the value, what the pass backward needs, and that pass. */
export interface FusedPass<Output extends Tensor> {
  readonly value: Output;
  /** Whatever `gradients` reads: tfjs drops every other tensor of the pass forward. */
  readonly saved: Tensor[];
  /** ∂loss/∂input for each input, in their order, from dy = ∂loss/∂value. Nothing else may be read than `saved`. */
  readonly gradients: (dy: Output, saved: Tensor[]) => Tensor[];
}

/**
 * One operation with a gradient of its own, in place of the many small ones that the tape would record: the time of
 * a step is mostly the number of kernels. `forward` sees the inputs; only they get gradients.
 */
export function fused<Inputs extends Tensor[], Output extends Tensor>(
  tf: TF,
  inputs: Inputs,
  forward: (...inputs: Inputs) => FusedPass<Output>,
): Output {
  const operation = tf.customGrad<Output>((...args) => {
    const save = args[inputs.length] as (tensors: Tensor[]) => void;
    const { value, saved, gradients } = forward(...(args.slice(0, inputs.length) as Inputs));
    save(saved);
    return { value, gradFunc: (dy: Output, kept: Tensor[]) => gradients(dy, kept) };
  });
  return operation(...inputs);
}
