import type { Rank, Tensor, Tensor1D, Tensor2D } from '../tf.js';
import { embedding } from '../ops/embedding.js';
import { gelu } from '../ops/gelu.js';
import { linear } from '../ops/linear.js';
import { Layout, type Parameter } from './layout.js';
import type { Network } from './network.js';
import type { SpecOf } from './networkSpec.js';
import { EMBEDDING_START, glorot, HEAD_START, lastTokens, windows } from './shapes.js';

/** A multi-layer perceptron (GELU) on the embeddings of the last `window` tokens, side by side. */
export function mlp(spec: SpecOf<'mlp'>, vocabulary: number, outputs: number): Network {
  const { window, embedding: width, hidden } = spec;
  const widths = [window * width, ...hidden, outputs];
  const parameters: Parameter[] = [{ name: 'embedding', shape: [vocabulary + 1, width], start: EMBEDDING_START }];
  for (let n = 1; n < widths.length; n++) {
    const last = n === widths.length - 1;
    const name = last ? 'head' : `layer${n}`;
    const shape = [widths[n - 1], widths[n]];
    parameters.push(
      { name: `${name}.weight`, shape, start: last ? HEAD_START : glorot(widths[n - 1], widths[n]) },
      { name: `${name}.bias`, shape: [widths[n]], start: 'zeros' },
    );
  }
  return {
    spec,
    vocabulary,
    outputs,
    layout: new Layout(parameters),
    inputs: (batch) => windows(batch, window, vocabulary),
    stepInputs: (histories) => lastTokens(histories, window, vocabulary),
    run: (tf, views, inputs, { rows, length }) => {
      const [table, ...layers] = views as [Tensor2D, ...Tensor[]];
      let x = tf.reshape<Rank.R2>(embedding(tf, table, inputs), [rows * length, window * width]);
      for (let n = 0; n < layers.length; n += 2) {
        const y = linear(tf, x, layers[n] as Tensor2D, layers[n + 1] as Tensor1D);
        x = n + 2 < layers.length ? gelu(tf, y) : y;
      }
      return x;
    },
  };
}
