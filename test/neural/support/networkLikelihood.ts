import { createNetwork } from '../../../src/neural/network/createNetwork.js';
import type { TokenRows } from '../../../src/neural/network/network.js';
import type { NetworkSpec } from '../../../src/neural/network/networkSpec.js';
import { tabularSpec } from '../../../src/neural/network/tabular.js';
import { tokenLogProbability } from '../../../src/neural/ops/tokenLogProbability.js';
import type { Device } from '../../../src/neural/tf.js';
import { f64, gradients64, logLikelihood64 } from './float64.js';
import { logits64 } from './networks64.js';

const VOCABULARY = 5;
const batch: TokenRows = {
  rows: 3,
  length: 4,
  tokens: Int32Array.from([0, 1, 2, 3, 4, 0, 1, 1, 2, 2, 3, 0]),
};
const histories = Array.from({ length: 12 }, (_, at) => batch.tokens.slice(at - (at % 4), at));
const weights = Float32Array.from({ length: 12 }, (_, at) => ((at * 5) % 7) - 3);
/** One token besides the chosen one is illegal at every second position. */
const legal = Float32Array.from({ length: 12 * VOCABULARY }, (_, at) => {
  const position = Math.floor(at / VOCABULARY);
  return position % 2 === 0 && at % VOCABULARY === (batch.tokens[position] + 1) % VOCABULARY ? 0 : 1;
});

/** One network of each kind, small. */
export const SMALL_NETWORKS: NetworkSpec[] = [
  tabularSpec(histories),
  tabularSpec(histories, 1),
  { kind: 'mlp', window: 3, embedding: 4, hidden: [6, 5] },
  { kind: 'gru', embedding: 3, hidden: 4 },
  { kind: 'transformer', maxLength: 6, width: 8, layers: 2, heads: 2 },
];

/** Parameters away from the start, so that no gradient is small by symmetry. */
function someParameters(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => Math.sin(i * 1.7 + 0.3) * 0.6);
}

/** A weighted log-likelihood of a fixed batch and its gradient by the parameters, on an engine. */
export async function likelihoodOn(
  { tf, read }: Device,
  spec: NetworkSpec,
): Promise<{ value: number; gradient: Float32Array }> {
  const network = createNetwork(spec, VOCABULARY, VOCABULARY);
  const [value, gradient] = tf.tidy(() => {
    const views = network.layout.views(tf, tf.tensor1d(someParameters(network.layout.size)));
    const inputs = tf.tensor1d(network.inputs(batch), 'int32');
    const allowed = tf.tensor2d(legal, [12, VOCABULARY]);
    const result = tf.valueAndGrads((...v) => {
      const logits = network.run(tf, v, inputs, batch);
      const logs = tokenLogProbability(tf, logits, allowed, tf.tensor1d(batch.tokens, 'int32'));
      return tf.sum(tf.mul(logs, tf.tensor1d(weights)));
    })(views);
    return [result.value, network.layout.flat(tf, result.grads)];
  });
  const answer = { value: (await read(value))[0], gradient: await read(gradient) };
  value.dispose();
  gradient.dispose();
  return answer;
}

/** The same in float64 by another library. */
export function likelihood64(spec: NetworkSpec): { value: number; gradient: number[] } {
  const { layout } = createNetwork(spec, VOCABULARY, VOCABULARY);
  const parameters = layout
    .hostViews(someParameters(layout.size))
    .map(({ parameter, values }) => f64(values, [...parameter.shape]));
  return gradients64(
    (p) =>
      logLikelihood64(
        logits64(spec, p, batch, VOCABULARY),
        f64(legal, [12, VOCABULARY]),
        batch.tokens,
        f64(weights, [12]),
      ),
    parameters,
  );
}
