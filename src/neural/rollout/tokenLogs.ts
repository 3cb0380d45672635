import type { Network } from '../network/network.js';
import { tokenLogProbability } from '../ops/tokenLogProbability.js';
import type { Device, Tensor1D, Tensor2D } from '../tf.js';
import { type MaskedRows, maskedRows, type Row } from './rows.js';
import type { Sample } from './samples.js';

/** One number per token of each trajectory, by trajectory id; at least up to its last response that counts. */
export type PerToken = ReadonlyMap<number, Float32Array>;

/** The most trajectories of one pass forward. */
const CHUNK = 256;

/**
 * log π_θ of every token of the responses that count; arbitrary numbers at other tokens. One pass forward per 256
 * trajectories for all their turns, as the network is causal.
 */
export function tokenLogs(
  device: Device,
  network: Network,
  theta: Tensor1D,
  rows: readonly Row[],
): Promise<Map<number, Float32Array>> {
  return perToken(device, network, rows, (masked) => {
    const { tf } = device;
    const outputs = networkOutputs(device, network, theta, masked);
    const legal = tf.tensor2d(masked.legal, [masked.rows * masked.length, network.vocabulary]);
    return tokenLogProbability(tf, outputs, legal, tf.tensor1d(masked.tokens, 'int32'));
  });
}

/** V(history before the token) for every token of the responses that count, from a network with one output. */
export function tokenValues(
  device: Device,
  critic: Network,
  theta: Tensor1D,
  rows: readonly Row[],
): Promise<Map<number, Float32Array>> {
  return perToken(device, critic, rows, (masked) => networkOutputs(device, critic, theta, masked));
}

function networkOutputs({ tf }: Device, network: Network, theta: Tensor1D, rows: MaskedRows): Tensor2D {
  return network.run(tf, network.layout.views(tf, theta), tf.tensor1d(network.inputs(rows), 'int32'), rows);
}

async function perToken(
  { tf, read }: Device,
  network: Network,
  all: readonly Row[],
  compute: (rows: MaskedRows) => Tensor1D | Tensor2D,
): Promise<Map<number, Float32Array>> {
  const result = new Map<number, Float32Array>();
  for (let from = 0; from < all.length; from += CHUNK) {
    const part = all.slice(from, from + CHUNK);
    const masked = maskedRows(part, network.vocabulary);
    const tensor = tf.tidy(() => compute(masked));
    const values = await read(tensor).finally(() => tensor.dispose());
    part.forEach(({ sample }, n) => result.set(sample.id, values.slice(n * masked.length, (n + 1) * masked.length)));
  }
  return result;
}

/** Whole trajectories: all responses count. */
export function allRows(samples: readonly Sample[]): Row[] {
  return samples.map((sample) => ({ sample, responses: sample.responses }));
}
