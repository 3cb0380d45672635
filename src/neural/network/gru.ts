import type { Rank, Tensor1D, Tensor2D } from '../tf.js';
import { embedding } from '../ops/embedding.js';
import { gruCell, gruLayer } from '../ops/gruLayer.js';
import { linear } from '../ops/linear.js';
import { Layout } from './layout.js';
import type { Network } from './network.js';
import type { SpecOf } from './networkSpec.js';
import { EMBEDDING_START, glorot, HEAD_START, lastTokens, windows } from './shapes.js';

/** A gated recurrent network over the embeddings of all tokens so far. */
export function gru(spec: SpecOf<'gru'>, vocabulary: number, outputs: number): Network {
  const { embedding: width, hidden } = spec;
  return {
    spec,
    vocabulary,
    outputs,
    layout: new Layout([
      { name: 'embedding', shape: [vocabulary + 1, width], start: EMBEDDING_START },
      { name: 'input.weight', shape: [width, 3 * hidden], start: glorot(width, hidden) },
      { name: 'input.bias', shape: [3 * hidden], start: 'zeros' },
      { name: 'recurrent.weight', shape: [hidden, 3 * hidden], start: glorot(hidden, hidden) },
      { name: 'recurrent.bias', shape: [3 * hidden], start: 'zeros' },
      { name: 'head.weight', shape: [hidden, outputs], start: HEAD_START },
      { name: 'head.bias', shape: [outputs], start: 'zeros' },
    ]),
    // Position by position rather than row by row, as the recurrence goes.
    inputs: (batch) => transposed(windows(batch, 1, vocabulary), batch.rows, batch.length),
    run: (tf, views, inputs, { rows, length }) => {
      const [table, w, b, u, c, headWeight, headBias] = views as Views;
      const projected = tf.reshape<Rank.R3>(linear(tf, embedding(tf, table, inputs), w, b), [length, rows, 3 * hidden]);
      const states = tf.reshape<Rank.R2>(gruLayer(tf, projected, u, c), [length * rows, hidden]);
      const outs = tf.reshape(linear(tf, states, headWeight, headBias), [length, rows, outputs]);
      return tf.reshape<Rank.R2>(tf.transpose(outs, [1, 0, 2]), [rows * length, outputs]);
    },
    stepInputs: (histories) => lastTokens(histories, 1, vocabulary),
    step: (tf, views, memory, inputs) => {
      const [table, w, b, u, c, headWeight, headBias] = views as Views;
      const before = (memory as readonly Tensor2D[]).at(0) ?? tf.zeros<Rank.R2>([inputs.size, hidden]);
      const { state } = gruCell(tf, linear(tf, embedding(tf, table, inputs), w, b), before, u, c);
      return { outputs: linear(tf, state, headWeight, headBias), memory: [state] };
    },
  };
}

/** The parameters in the order of the layout. */
type Views = [Tensor2D, Tensor2D, Tensor1D, Tensor2D, Tensor1D, Tensor2D, Tensor1D];

function transposed(values: Int32Array, rows: number, length: number): Int32Array {
  return values.map((_, at) => values[(at % rows) * length + Math.floor(at / rows)]);
}
