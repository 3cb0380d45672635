import type { Algorithm } from '../algorithm/algorithm.js';
import type { Network } from '../network/network.js';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, TF } from '../tf.js';
import { maskedRows, rowsOf } from '../rollout/rows.js';
import type { PoolEntry } from '../rollout/samples.js';
import type { PerToken } from '../rollout/tokenLogs.js';

/** What a step is made from, besides the samples; everything by trajectory id. */
export interface StepSources {
  /** log π below the ratio; see `Algorithm.ratioOver`. */
  readonly old: PerToken;
  /** log π_θ0, where the algorithm has a KL penalty. */
  readonly reference?: PerToken | undefined;
  /** M_{t+1} of the trajectory, or the advantage of one of its tokens. */
  readonly advantage: (entry: PoolEntry, position: number) => number;
}

/** The tensors of one step. The rows are the trajectories that have an entry; slots are the turns of the stage. */
export interface StepBatch {
  readonly rows: number;
  readonly length: number;
  readonly inputs: Tensor1D;
  readonly tokens: Tensor1D;
  readonly legal: Tensor2D;
  readonly old: Tensor2D;
  readonly reference: Tensor2D | undefined;
  /** [rows, slots, length] and [rows, slots]; see `TurnMasks`. */
  readonly masks: { readonly tokens: Tensor3D; readonly lengths: Tensor2D };
  /** M of each response [rows, slots]; 0 for a slot without one, and for copies. */
  readonly carried: Tensor2D;
  /** Advantage of each token [rows, length]; 0 outside responses. */
  readonly advantage: Tensor2D;
  /** The weight of each token in its response's sum or mean [rows, length], for the update and for the penalty. */
  readonly weight: Tensor2D;
  readonly penalty: Tensor2D;
}

/** Uploads one step. `turns`: the turns of the stage, one slot each. The caller disposes the result. */
export function stepBatch(
  tf: TF,
  network: Network,
  { update, kl }: Pick<Algorithm, 'update' | 'kl'>,
  entries: readonly PoolEntry[],
  turns: readonly number[],
  sources: StepSources,
): StepBatch {
  const rows = rowsOf(entries);
  const masked = maskedRows(rows, network.vocabulary);
  const { length } = masked;
  const rowOf = new Map(rows.map(({ sample }, row) => [sample, row]));
  const slots = turns.length;
  const byToken = (): Float32Array => new Float32Array(rows.length * length);
  const [advantage, weight, penalty] = [byToken(), byToken(), byToken()];
  const masks = new Float32Array(rows.length * slots * length);
  const lengths = new Float32Array(rows.length * slots).fill(1);
  const carried = new Float32Array(rows.length * slots);
  const meanOf = update.kind === 'clip' && update.ratio === 'token' && update.aggregation === 'token-mean';
  for (const entry of entries) {
    const { response, copy } = entry;
    const row = rowOf.get(entry.sample) ?? 0;
    const slot = row * slots + turns.indexOf(entry.turn);
    masks.fill(1, slot * length + response.start, slot * length + response.start + response.length);
    lengths[slot] = response.length;
    carried[slot] = copy ? 0 : sources.advantage(entry, response.start);
    for (let j = response.start; j < response.start + response.length; j++) {
      const at = row * length + j;
      penalty[at] += kl?.aggregation === 'token-mean' ? 1 / response.length : 1;
      if (copy) continue;
      advantage[at] = sources.advantage(entry, j);
      weight[at] = meanOf ? 1 / response.length : 1;
    }
  }
  const logsOf = (logs: PerToken): Tensor2D => {
    const values = byToken();
    rows.forEach(({ sample }, row) => {
      const own = logs.get(sample.id);
      if (own === undefined) throw new RangeError(`no log-probabilities of trajectory ${sample.id}`);
      values.set(own.subarray(0, length), row * length);
    });
    return matrix(values, length);
  };
  const matrix = (values: Float32Array, width: number): Tensor2D => tf.tensor2d(values, [rows.length, width]);
  return {
    rows: rows.length,
    length,
    inputs: tf.tensor1d(network.inputs(masked), 'int32'),
    tokens: tf.tensor1d(masked.tokens, 'int32'),
    legal: tf.tensor2d(masked.legal, [rows.length * length, network.vocabulary]),
    old: logsOf(sources.old),
    reference: sources.reference === undefined ? undefined : logsOf(sources.reference),
    masks: { tokens: tf.tensor3d(masks, [rows.length, slots, length]), lengths: matrix(lengths, slots) },
    carried: matrix(carried, slots),
    advantage: matrix(advantage, length),
    weight: matrix(weight, length),
    penalty: matrix(penalty, length),
  };
}

/** Disposes the tensors of a step. */
export function disposeBatch({ masks, ...rest }: StepBatch): void {
  for (const part of [...Object.values(rest), ...Object.values(masks)] as unknown[]) {
    if (typeof part === 'object' && part !== null && 'dispose' in part) (part as Tensor).dispose();
  }
}
