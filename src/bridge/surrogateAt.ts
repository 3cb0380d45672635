import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { stepLogs } from '../neural/loss/objective.js';
import { disposeBatch, type StepSources } from '../neural/loss/stepBatch.js';
import type { Network } from '../neural/network/network.js';
import type { PoolEntry, Sample } from '../neural/rollout/samples.js';
import type { Device, Tensor, Tensor1D, TF } from '../neural/tf.js';
import type { NeuralParts } from './neuralParts.js';

/** The samples of one stage, and what their step is made from. */
export interface SurrogateInput {
  readonly turns: readonly number[];
  readonly samples: readonly Sample[];
  readonly entries: readonly PoolEntry[];
  readonly sources: StepSources;
}

/** The neural surrogate of one stage at θ over all its samples, and its gradient by θ, flat. No tensor stays behind. */
export async function surrogateAt(
  { device, network, algorithm }: { device: Device; network: Network; algorithm: Algorithm },
  { turns, samples, entries, sources }: SurrogateInput,
  theta: Tensor1D,
  parts: NeuralParts,
): Promise<{ readonly value: number; readonly gradient: Float32Array }> {
  const { tf, read } = device;
  const batch = parts.batch(tf, network, algorithm, entries, turns, sources);
  const [value, gradient] = tf.tidy(() => {
    const surrogate = (...views: Tensor[]): ReturnType<TF['scalar']> =>
      parts.objective(tf, algorithm, stepLogs(tf, network, views, batch), batch, samples.length) as ReturnType<
        TF['scalar']
      >;
    const result = tf.valueAndGrads(surrogate)(network.layout.views(tf, theta));
    return [result.value, network.layout.flat(tf, result.grads)];
  }) as [Tensor, Tensor1D];
  disposeBatch(batch);
  const answer = { value: (await read(value))[0], gradient: await read(gradient) };
  value.dispose();
  gradient.dispose();
  return answer;
}
