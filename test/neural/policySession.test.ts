import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../src/neural/network/createNetwork.js';
import { initialParameters } from '../../src/neural/network/initialParameters.js';
import type { Network } from '../../src/neural/network/network.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { policyFunction, type Question } from '../../src/neural/rollout/policyFunction.js';
import { PolicySession } from '../../src/neural/rollout/policySession.js';
import type { Device, Tensor1D } from '../../src/neural/tf.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

const VOCABULARY = 5;
const NETWORKS: NetworkSpec[] = [
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

describe.each(PLAIN_BACKENDS)('a session on the engine %s', (backend) => {
  let device: Device;
  beforeAll(async () => void (device = await testDevice(backend)));

  const build = (spec: NetworkSpec): { network: Network; theta: Tensor1D } => {
    const network = createNetwork(spec, VOCABULARY, VOCABULARY);
    const theta = initialParameters(network.layout, 4).map((x, i) => x + 0.3 * Math.sin(i));
    return { network, theta: device.tf.tensor1d(theta) };
  };

  it.each(NETWORKS)('answers as one pass over each whole history does: $kind', async (spec) => {
    const { network, theta } = build(spec);
    const before = device.tf.memory().numTensors;
    const session = new PolicySession(device, network, theta);
    for (const questions of CALLS) {
      const answers = await session.ask(questions);
      for (const [n, question] of questions.entries()) {
        const expected = await wholePass(device, network, theta, question);
        expect(Math.max(...expected.map((p, token) => Math.abs(p - answers[n][token])))).toBeLessThan(1e-6);
        answers[n].forEach((p, token) => expect(p > 0).toBe(question.legal.includes(token)));
      }
    }
    session.dispose();
    expect(device.tf.memory().numTensors).toBe(before);
    theta.dispose();
  });

  it.each(NETWORKS.slice(2))('computes a history once, from the memory of the shorter one: $kind', async (spec) => {
    const { network, theta } = build(spec);
    const lengths: number[][] = [];
    const stepInputs = (histories: readonly (readonly number[])[]): Int32Array => {
      lengths.push(histories.map((history) => history.length));
      return network.stepInputs(histories);
    };
    const session = new PolicySession(device, { ...network, stepInputs }, theta);
    const legal = [0, 1];
    await session.ask([
      { tokens: [2, 1], legal },
      { tokens: [2, 3], legal },
    ]);
    await session.ask([{ tokens: [2, 1, 4], legal }]);
    expect(lengths).toEqual([[0], [1], [2, 2], [3]]);
    // What was not asked for the last time is forgotten, and computed anew.
    await session.ask([{ tokens: [2, 3, 0], legal }]);
    expect(lengths.slice(4)).toEqual([[0], [1], [2], [3]]);
    session.dispose();
    theta.dispose();
  });

  it.each(NETWORKS)('leaves nothing behind when it fails: $kind', async (spec) => {
    const { network, theta } = build(spec);
    const before = device.tf.memory().numTensors;
    const session = new PolicySession(device, network, theta);
    await expect(session.ask([{ tokens: [1, 0, 9], legal: [0, 1] }])).rejects.toThrow('9');
    session.dispose();
    expect(device.tf.memory().numTensors).toBe(before);
    theta.dispose();
  });
});

describe('a policy function', () => {
  it('asks no network where one token alone is legal', async () => {
    const device = await testDevice('cpu');
    const network = createNetwork(NETWORKS[2], VOCABULARY, VOCABULARY);
    const theta = device.tf.tensor1d(initialParameters(network.layout, 1));
    const stepInputs = (): Int32Array => {
      throw new Error('asked');
    };
    const policy = policyFunction(device, { ...network, stepInputs }, theta);
    await expect(policy([{ tokens: [1], legal: [3] }])).resolves.toEqual([Float32Array.of(0, 0, 0, 1, 0)]);
    await expect(policy([{ tokens: [1], legal: [3, 4] }])).rejects.toThrow('asked');
    theta.dispose();
  });
});
