import type { TokenRows } from '../../../src/neural/network/network.js';
import type { NetworkSpec } from '../../../src/neural/network/networkSpec.js';
import { type F64, f64, gelu64, layerNorm64, linear64, nn64 as nn, numpy64 as np, oneHot64 } from './float64.js';

/** The logits [rows · length, outputs] of a network of `spec` in float64, from its parameters in the layout's order. */
export function logits64(spec: NetworkSpec, parameters: F64[], batch: TokenRows, vocabulary: number): F64 {
  const p = parameters.map((x) => x.ref);
  switch (spec.kind) {
    case 'tabular':
      return np.matmul(oneHot64(rowsOfTable(spec.keys, batch, spec.window), spec.keys.length), p[0]);
    case 'mlp':
      return mlp64(p, batch, vocabulary, spec.window);
    case 'gru':
      return gru64(p, batch, vocabulary, spec.hidden);
    case 'transformer':
      return transformer64(p, batch, vocabulary, spec);
  }
}

/** The token `back` places before each position, or `vocabulary` before the first. */
function before({ rows, length, tokens }: TokenRows, back: number, vocabulary: number): number[] {
  return Array.from({ length: rows * length }, (_, at) => (at % length >= back ? tokens[at - back] : vocabulary));
}

function rowsOfTable(keys: readonly string[], { tokens, length }: TokenRows, window = Infinity): number[] {
  return Array.from(tokens, (_, at) => {
    const history = Array.from(tokens.slice(at - (at % length), at));
    return keys.indexOf(history.slice(Math.max(0, history.length - window)).join(','));
  });
}

function mlp64([table, ...layers]: F64[], batch: TokenRows, vocabulary: number, window: number): F64 {
  const parts = Array.from({ length: window }, (_, n) =>
    np.matmul(oneHot64(before(batch, window - n, vocabulary), vocabulary + 1), table.ref),
  );
  let x = np.concatenate(parts, 1);
  for (let n = 0; n < layers.length; n += 2) {
    x = linear64(x, layers[n], layers[n + 1]);
    if (n + 2 < layers.length) x = gelu64(x);
  }
  return x;
}

function gru64(
  [table, w, b, u, c, headWeight, headBias]: F64[],
  batch: TokenRows,
  vocabulary: number,
  size: number,
): F64 {
  const { rows, length } = batch;
  const inputs = before(batch, 1, vocabulary);
  const outs: F64[] = [];
  const block = (x: F64, n: number): F64 => x.slice([], [n * size, (n + 1) * size]);
  let h = f64(new Float64Array(rows * size), [rows, size]);
  for (let j = 0; j < length; j++) {
    const now = oneHot64(
      Array.from({ length: rows }, (_, row) => inputs[row * length + j]),
      vocabulary + 1,
    );
    const x = linear64(np.matmul(now, table.ref), w.ref, b.ref);
    const y = linear64(h.ref, u.ref, c.ref);
    const r = nn.sigmoid(block(x.ref, 0).add(block(y.ref, 0)));
    const z = nn.sigmoid(block(x.ref, 1).add(block(y.ref, 1)));
    const n = np.tanh(block(x, 2).add(r.mul(block(y, 2))));
    h = z.ref.mul(-1).add(1).mul(n).add(z.mul(h));
    outs.push(linear64(h.ref, headWeight.ref, headBias.ref));
  }
  return np.stack(outs, 1).reshape([rows * length, headBias.shape[0]]);
}

function transformer64(
  [table, positions, ...rest]: F64[],
  batch: TokenRows,
  vocabulary: number,
  { width, layers, heads }: { width: number; layers: number; heads: number },
): F64 {
  const { rows, length } = batch;
  const places = oneHot64(
    Array.from({ length: rows * length }, (_, at) => at % length),
    positions.shape[0],
  );
  const embedded = np.matmul(oneHot64(before(batch, 1, vocabulary), vocabulary + 1), table);
  let x = embedded.add(np.matmul(places, positions));
  const size = width / heads;
  const allowed = allowed64(rows, length);
  for (let n = 0; n < layers; n++) {
    const [g1, b1, qkvW, qkvB, pW, pB, g2, b2, upW, upB, downW, downB] = rest.slice(12 * n, 12 * n + 12);
    const qkv = linear64(layerNorm64(x.ref, g1, b1), qkvW, qkvB);
    const column = (from: number): F64 => qkv.ref.slice([], [from, from + size]);
    const seen = Array.from({ length: heads }, (_, head) => {
      const scores = np.matmul(column(head * size), np.transpose(column(width + head * size))).div(Math.sqrt(size));
      const masked = scores.add(allowed.ref);
      return np.matmul(nn.softmax(masked, -1), column(2 * width + head * size));
    });
    x = x.add(linear64(np.concatenate(seen, 1), pW, pB));
    x = x.ref.add(linear64(gelu64(linear64(layerNorm64(x, g2, b2), upW, upB)), downW, downB));
  }
  const [gain, bias, headWeight, headBias] = rest.slice(-4);
  return linear64(layerNorm64(x, gain, bias), headWeight, headBias);
}

/** 0 where position j may look at position i of the same row, else a large negative number; all rows at once. */
function allowed64(rows: number, length: number): F64 {
  const n = rows * length;
  const values = Array.from({ length: n * n }, (_, at) => {
    const [to, from] = [Math.floor(at / n), at % n];
    return Math.floor(to / length) === Math.floor(from / length) && from <= to ? 0 : -1e9;
  });
  return f64(values, [n, n]);
}
