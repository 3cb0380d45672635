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
 *
 * What only the pass backward needs, dy included, is freed as soon as that is done: TensorFlow.js itself would keep all
 * of it until the whole gradient is there, and need twice the memory.
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
    const gradFunc = (dy: Output, kept: Tensor[]): Tensor[] => {
      const result = gradients(dy, kept);
      for (const tensor of [dy, ...kept]) if (!result.includes(tensor)) tensor.dispose();
      return result;
    };
    return { value, gradFunc };
  });
  return operation(...inputs);
}
