import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../src/neural/network/createNetwork.js';
import { initialParameters } from '../../src/neural/network/initialParameters.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { policyFunction } from '../../src/neural/rollout/policyFunction.js';
import { PolicySession } from '../../src/neural/rollout/policySession.js';
import type { Device } from '../../src/neural/tf.js';
import { itAnswersAsWholePasses, SESSION_NETWORKS, sessionNetwork, VOCABULARY } from './support/sessions.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

describe.each(PLAIN_BACKENDS)('a session on the engine %s', (backend) => {
  let device: Device;
  beforeAll(async () => void (device = await testDevice(backend)));

  const build = (spec: NetworkSpec) => sessionNetwork(device, spec);

  it.each(SESSION_NETWORKS)('answers as one pass over each whole history does: $kind', async (spec) => {
    await itAnswersAsWholePasses(device, spec);
  });

  it.each(SESSION_NETWORKS.slice(2))(
    'computes a history once, from the memory of the shorter one: $kind',
    async (spec) => {
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
    },
  );

  it.each(SESSION_NETWORKS)('leaves nothing behind when it fails: $kind', async (spec) => {
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
    const network = createNetwork(SESSION_NETWORKS[2], VOCABULARY, VOCABULARY);
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
