import { tokenName } from '../../../src/bridge/names.js';
import { boundsOf } from '../../../src/exact/real.js';
import type { ExactPoint } from '../../../src/bridge/exactSweep.js';
import type { ObservedSweep } from '../../../src/bridge/observeSweep.js';
import { f64, gradients64, numpy64 as np } from '../../neural/support/float64.js';
import { logits64 } from '../../neural/support/networks64.js';

/**
 * The gradient by θ from the exact gradient by the logits, through the network written once more in float64: the
 * derivative of Σ logits·slopes by automatic differentiation.
 */
export function throughNetwork64(
  { subject: { network }, trajectories }: ObservedSweep,
  theta: Float32Array,
  { logits }: ExactPoint,
): number[] {
  const { spec, layout, vocabulary } = network;
  const sequences = trajectories.map(({ trajectory: { id, turns } }) => {
    const { history, response } = turns[turns.length - 1];
    return { id, tokens: [...history, ...response] };
  });
  const length = Math.max(...sequences.map(({ tokens }) => tokens.length));
  const tokens = new Int32Array(sequences.length * length);
  const slopes = new Float64Array(tokens.length * vocabulary);
  sequences.forEach(({ id, tokens: own }, row) => {
    tokens.set(own, row * length);
    own.forEach((_, position) => {
      const exact = logits.get(tokenName(id, position)) ?? [];
      exact.forEach((x, b) => (slopes[(row * length + position) * vocabulary + b] = boundsOf(x)[0].toDouble()));
    });
  });
  const parameters = layout.hostViews(theta).map(({ parameter, values }) => f64(values, [...parameter.shape]));
  const batch = { rows: sequences.length, length, tokens };
  const weights = f64(slopes, [tokens.length, vocabulary]);
  return gradients64((p) => np.sum(logits64(spec, p, batch, vocabulary).mul(weights)), parameters).gradient;
}
