import type { Tensor2D } from '../tf.js';
import { NeuralError } from '../neuralError.js';
import { embedding } from '../ops/embedding.js';
import { Layout } from './layout.js';
import type { Network, TokenRows } from './network.js';
import type { SpecOf } from './networkSpec.js';
import { checkTokens } from './shapes.js';

/** The key of a history for a table: its last `window` tokens (all without `window`), joined by commas. */
export function historyKey(history: ArrayLike<number>, window?: number): string {
  const all = Array.from(history);
  return (window === undefined ? all : all.slice(Math.max(0, all.length - window))).join(',');
}

/** The spec of a table with a row for every key of `histories`, in the order in which the keys first appear. */
export function tabularSpec(histories: Iterable<ArrayLike<number>>, window?: number): SpecOf<'tabular'> {
  const keys = new Set<string>();
  for (const history of histories) keys.add(historyKey(history, window));
  if (keys.size === 0) throw new NeuralError('a tabular policy needs at least one history');
  return { kind: 'tabular', ...(window === undefined ? {} : { window }), keys: [...keys] };
}

/**
 * A table: the outputs at a position are the row of the key of its history, one row per key, all 0 at the start (for a
 * policy: uniform). Histories with one key share the row, so that `window` 0 is a single distribution. A used position
 * whose key has no row makes `inputs` throw NeuralError.
 */
export function tabular(spec: SpecOf<'tabular'>, vocabulary: number, outputs: number): Network {
  const rowOf = new Map(spec.keys.map((key, row) => [key, row]));
  if (rowOf.size !== spec.keys.length) throw new NeuralError('two rows of a tabular policy have the same key');
  return {
    spec,
    vocabulary,
    outputs,
    // A single row gets an idle neighbour: tfjs makes no one-hot matrices of depth 1, which the gradient needs.
    layout: new Layout([{ name: 'table', shape: [Math.max(2, spec.keys.length), outputs], start: 'zeros' }]),
    inputs: (batch) => tableRows(batch, spec, vocabulary, rowOf),
    stepInputs: (histories) => Int32Array.from(histories, (history) => rowFor(history, spec, rowOf)),
    run: (tf, [table], inputs) => embedding(tf, table as Tensor2D, inputs),
  };
}

function tableRows(
  batch: TokenRows,
  spec: SpecOf<'tabular'>,
  vocabulary: number,
  rowOf: ReadonlyMap<string, number>,
): Int32Array {
  checkTokens(batch, vocabulary);
  const { rows, length, tokens, used } = batch;
  const result = new Int32Array(rows * length);
  for (let at = 0; at < result.length; at++) {
    if (used !== undefined && used[at] === 0) continue;
    const start = at - (at % length);
    result[at] = rowFor(tokens.subarray(start, at), spec, rowOf);
  }
  return result;
}

function rowFor(history: ArrayLike<number>, { window }: SpecOf<'tabular'>, rowOf: ReadonlyMap<string, number>): number {
  const key = historyKey(history, window);
  const row = rowOf.get(key);
  if (row === undefined) throw new NeuralError(`the table has no row for the history [${key}]`);
  return row;
}
