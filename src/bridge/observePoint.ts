import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { stepLogs } from '../neural/loss/objective.js';
import { geometricMeanRatio, jointRatio, ratioOf } from '../neural/loss/ratio.js';
import { disposeBatch, type StepBatch } from '../neural/loss/stepBatch.js';
import type { Network } from '../neural/network/network.js';
import { policyFunction } from '../neural/rollout/policyFunction.js';
import { rowsOf } from '../neural/rollout/rows.js';
import type { PoolEntry } from '../neural/rollout/samples.js';
import type { Tensor, Tensor1D, Tensor2D, TF } from '../neural/tf.js';
import type { Stage } from '../neural/train/updateStage.js';
import { responseName, tokenName } from './names.js';
import { type NetworkPolicy, networkPolicy } from './networkPolicy.js';
import type { NeuralParts } from './neuralParts.js';
import type { Subject } from './subject.js';

/** What the neural path says with the parameters at one moment of a stage. */
export interface ObservedPoint {
  readonly theta: Float32Array;
  readonly policy: NetworkPolicy;
  /** M_{t+1} of every response of the stage as the step sees it, by `responseName`. */
  readonly carried: ReadonlyMap<string, number>;
  /** The update's ratios: of every response by `responseName`, of every token by `tokenName`, or none. */
  readonly ratios: ReadonlyMap<string, number>;
  /** The surrogate, and its gradient by θ, flat. */
  readonly value: number;
  readonly gradient: Float32Array;
  /** Its gradient by the logits of every token of the vocabulary at each token of the stage's rows, by `tokenName`. */
  readonly logits: ReadonlyMap<string, Float32Array>;
}

/** The neural numbers of one stage at θ, over all its samples. No tensor stays behind. */
export async function observePoint(
  { device, network, algorithm, unrolled }: Subject,
  { turns, samples, entries, sources }: Stage,
  theta: Tensor1D,
  parts: NeuralParts,
): Promise<ObservedPoint> {
  const { tf, read } = device;
  const batch = parts.batch(tf, network, algorithm, entries, turns, sources);
  const [value, byLogits, byTheta, logs] = tf.tidy(() => {
    const views = network.layout.views(tf, theta);
    // Zeros that are added to all logits: the gradient by them is the gradient by the logits.
    const none: Tensor2D = tf.zeros([batch.rows * batch.length, network.outputs]);
    const surrogate = (shift: Tensor, ...own: Tensor[]): ReturnType<TF['scalar']> => {
      const now = stepLogs(tf, shifted(tf, network, shift as Tensor2D), own, batch);
      return parts.objective(tf, algorithm, now, batch, samples.length) as ReturnType<TF['scalar']>;
    };
    const { value: reached, grads } = tf.valueAndGrads(surrogate)([none, ...views]);
    const ratios = logRatios(tf, algorithm.update, stepLogs(tf, network, views, batch), batch);
    return [reached, grads[0], network.layout.flat(tf, grads.slice(1)), ratios];
  }) as [Tensor, Tensor2D, Tensor1D, Tensor2D];
  const [[reached], slopes, gradient, logNumbers, carried] = await Promise.all(
    [value, byLogits, byTheta, logs, batch.carried].map(read),
  );
  for (const tensor of [value, byLogits, byTheta, logs]) tensor.dispose();
  disposeBatch(batch);
  const { length } = batch;
  const rows = rowsOf(entries);
  const rowOf = new Map(rows.map(({ sample }, row) => [sample.id, row]));
  const slotOf = ({ sample, turn }: PoolEntry): number =>
    (rowOf.get(sample.id) ?? 0) * turns.length + turns.indexOf(turn);
  const logits = rows.flatMap(({ sample: { id, tokens } }, row) =>
    Array.from(tokens.subarray(0, length), (_, position): [string, Float32Array] => {
      const from = (row * length + position) * network.outputs;
      return [tokenName(id, position), slopes.subarray(from, from + network.outputs)];
    }),
  );
  const ratios = entries.flatMap((entry): [string, number][] => {
    const { copy, response, sample, turn } = entry;
    if (copy || algorithm.update.kind === 'score') return [];
    if (algorithm.update.ratio !== 'token') return [[responseName(sample.id, turn), logNumbers[slotOf(entry)]]];
    return response.legal.map((_, n) => {
      const position = response.start + n;
      return [tokenName(sample.id, position), logNumbers[(rowOf.get(sample.id) ?? 0) * length + position]];
    });
  });
  return {
    theta: await read(theta),
    policy: await networkPolicy(unrolled, policyFunction(device, network, theta)),
    carried: new Map(entries.map((entry) => [responseName(entry.sample.id, entry.turn), carried[slotOf(entry)]])),
    ratios: new Map(ratios.map(([name, log]) => [name, ratioOf(log)])),
    value: reached,
    gradient,
    logits: new Map(logits),
  };
}

function shifted(tf: TF, network: Network, shift: Tensor2D): Network {
  return { ...network, run: (...args) => tf.add(network.run(...args), shift) };
}

/** log ρ per row and slot, or per token; for the score, which has no ratio, whatever is at hand. */
function logRatios(tf: TF, update: Algorithm['update'], now: Tensor2D, { old, masks }: StepBatch): Tensor2D {
  if (update.kind === 'score' || update.ratio === 'token') return tf.sub(now, old);
  return (update.ratio === 'joint' ? jointRatio : geometricMeanRatio)(tf, now, old, masks).log;
}
