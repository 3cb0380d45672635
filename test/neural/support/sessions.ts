import { expect } from 'vitest';
import { createNetwork } from '../../../src/neural/network/createNetwork.js';
import { initialParameters } from '../../../src/neural/network/initialParameters.js';
import type { Network } from '../../../src/neural/network/network.js';
import type { NetworkSpec } from '../../../src/neural/network/networkSpec.js';
import type { Question } from '../../../src/neural/rollout/policyFunction.js';
import { PolicySession } from '../../../src/neural/rollout/policySession.js';
import type { Device, Tensor1D } from '../../../src/neural/tf.js';

/** The networks of these sessions have tokens 0 … 4. */
export const VOCABULARY = 5;
export const SESSION_NETWORKS: NetworkSpec[] = [
  { kind: 'tabular', window: 1, keys: ['', '0', '1', '2', '3', '4'] },
  { kind: 'mlp', window: 3, embedding: 4, hidden: [8] },
  { kind: 'gru', embedding: 4, hidden: 8 },
  { kind: 'transformer', maxLength: 12, width: 8, layers: 2, heads: 2 },
];

/** Histories that grow at different speeds, part, meet old ones again and leave; all over masks of two or more tokens. */
const CALLS: Question[][] = [
  [{ tokens: [], legal: [0, 1, 2] }],
  [
    { tokens: [1], legal: [0, 1] },
    { tokens: [1], legal: [2, 3, 4] },
    { tokens: [2, 0, 3], legal: [0, 4] },
  ],
  [
    { tokens: [1, 4, 4], legal: [0, 1] },
    { tokens: [2, 0, 3, 1], legal: [1, 2] },
    { tokens: [2, 0, 3, 0], legal: [1, 2] },
    { tokens: [1], legal: [0, 1] },
  ],
  [
    { tokens: [2, 0, 3, 0, 1], legal: [0, 1] },
    { tokens: [3], legal: [0, 1] },
    { tokens: [2, 0, 3, 0], legal: [1, 2] },
  ],
];

/** A whole pass forward for one history: what `run` says of the position behind it. */
async function wholePass(
  { tf, read }: Device,
  network: Network,
  theta: Tensor1D,
  question: Question,
): Promise<number[]> {
  const { tokens, legal } = question;
  const length = tokens.length + 1;
  const used = new Uint8Array(length);
  used[length - 1] = 1;
  const batch = { rows: 1, length, tokens: Int32Array.from([...tokens, 0]), used };
  const outputs = tf.tidy(() =>
    network.run(tf, network.layout.views(tf, theta), tf.tensor1d(network.inputs(batch), 'int32'), batch),
  );
  const logits = Array.from(await read(outputs)).slice(-VOCABULARY);
  outputs.dispose();
  const weights = logits.map((logit, token) => (legal.includes(token) ? Math.exp(logit) : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** A network with parameters away from the start. */
export function sessionNetwork({ tf }: Device, spec: NetworkSpec): { network: Network; theta: Tensor1D } {
  const network = createNetwork(spec, VOCABULARY, VOCABULARY);
  const theta = initialParameters(network.layout, 4).map((x, i) => x + 0.3 * Math.sin(i));
  return { network, theta: tf.tensor1d(theta) };
}

/** A session answers as one pass over each whole history does, within `tolerance`, and leaves nothing behind. */
export async function itAnswersAsWholePasses(device: Device, spec: NetworkSpec, tolerance = 1e-6): Promise<void> {
  const { network, theta } = sessionNetwork(device, spec);
  const before = device.tf.memory().numTensors;
  const session = new PolicySession(device, network, theta);
  for (const questions of CALLS) {
    const answers = await session.ask(questions);
    for (const [n, question] of questions.entries()) {
      const expected = await wholePass(device, network, theta, question);
      expect(Math.max(...expected.map((p, token) => Math.abs(p - answers[n][token])))).toBeLessThan(tolerance);
      answers[n].forEach((p, token) => expect(p > 0).toBe(question.legal.includes(token)));
    }
  }
  session.dispose();
  expect(device.tf.memory().numTensors).toBe(before);
  theta.dispose();
}
