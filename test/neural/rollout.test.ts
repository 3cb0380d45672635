import { beforeAll, describe, expect, it } from 'vitest';
import { createNetwork } from '../../src/neural/network/createNetwork.js';
import { initialParameters } from '../../src/neural/network/initialParameters.js';
import type { Network } from '../../src/neural/network/network.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import { policyFunction, type PolicyFunction } from '../../src/neural/rollout/policyFunction.js';
import { type GroupedTrajectory, sampleGroups } from '../../src/neural/rollout/sampleGroups.js';
import { type Sample, sampleOf, turnPool } from '../../src/neural/rollout/samples.js';
import { allRows, tokenLogs } from '../../src/neural/rollout/tokenLogs.js';
import type { Device } from '../../src/neural/tf.js';
import { stagesOf } from '../../src/neural/train/stages.js';
import { allHistories, branching } from './support/smallEnvironments.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

const asked = { seed: 3, iteration: 2, batchContexts: 5, groupSize: 4 };
const uniform: PolicyFunction = (questions) =>
  Promise.resolve(questions.map(({ legal }) => new Float32Array(5).fill(1 / legal.length)));

const sampled = (options = asked, policy = uniform): Promise<GroupedTrajectory[]> =>
  sampleGroups(branching, policy, options);

describe('groups of rollouts', () => {
  it('are B groups of G episodes of one prompt each, with ids of their own', async () => {
    const all = await sampled();
    expect(all.map(({ trajectory }) => trajectory.id)).toEqual(Array.from({ length: 20 }, (_, n) => 40 + n));
    expect(all.map(({ group }) => group)).toEqual(Array.from({ length: 20 }, (_, n) => Math.floor(n / 4)));
    for (let b = 0; b < 5; b++) {
      const prompts = all.filter(({ group }) => group === b).map(({ trajectory }) => trajectory.prompt);
      expect(new Set(prompts).size).toBe(1);
    }
    expect(new Set(all.map(({ trajectory }) => trajectory.prompt)).size).toBe(2);
  });

  it('are the same for the same seed, and others for another iteration', async () => {
    const text = async (options = asked): Promise<string> =>
      JSON.stringify(
        (await sampled(options)).map(({ trajectory: { turns } }) => turns.map(({ response }) => response)),
      );
    expect(await text()).toBe(await text());
    expect(await text({ ...asked, iteration: 3 })).not.toBe(await text());
  });

  it('follow the policy', async () => {
    const many = { ...asked, batchContexts: 100, groupSize: 10 };
    const firstTokens = async (policy: PolicyFunction): Promise<number> =>
      (await sampled(many, policy)).filter(({ trajectory }) => trajectory.turns[0].response[0] === 0).length / 1000;
    expect(Math.abs((await firstTokens(uniform)) - 0.5)).toBeLessThan(0.05);
    const biased: PolicyFunction = (questions) =>
      Promise.resolve(
        questions.map(({ legal }) => {
          const p = new Float32Array(5);
          legal.forEach((token, n) => (p[token] = legal.length === 1 ? 1 : n === 0 ? 0.9 : 0.1 / (legal.length - 1)));
          return p;
        }),
      );
    expect(Math.abs((await firstTokens(biased)) - 0.9)).toBeLessThan(0.05);
  });

  it('refuse a policy that is no distribution', async () => {
    const broken: PolicyFunction = (questions) => Promise.resolve(questions.map(() => new Float32Array(5).fill(NaN)));
    await expect(sampled(asked, broken)).rejects.toThrow('sum to NaN in episode 40');
  });
});

describe('turn pools', () => {
  it('hold the samples that have the turn, or copies of the last one', async () => {
    const samples = (await sampled()).map(sampleOf);
    const short = samples.filter(({ responses }) => responses.length === 1).length;
    expect(short).toBeGreaterThan(0);
    expect(short).toBeLessThan(20);
    expect(turnPool(samples, 2, 'none')).toHaveLength(20 - short);
    const padded = turnPool(samples, 2, 'copy-of-last');
    expect(padded).toHaveLength(20);
    expect(padded.filter(({ copy }) => copy)).toHaveLength(short);
    expect(padded.filter(({ copy }) => copy).every(({ response, turn }) => response.turn === 1 && turn === 2)).toBe(
      true,
    );
  });

  it('are updated in the order asked for', () => {
    const at = { seed: 1, iteration: 0 };
    expect(stagesOf('reverse', 3, at)).toEqual([[3], [2], [1]]);
    expect(stagesOf('forward', 3, at)).toEqual([[1], [2], [3]]);
    expect(stagesOf('simultaneous', 3, at)).toEqual([[1, 2, 3]]);
    const orders = Array.from({ length: 40 }, (_, iteration) => stagesOf('random', 3, { seed: 1, iteration }).join());
    expect(new Set(orders).size).toBe(6);
    expect(stagesOf('random', 3, { seed: 1, iteration: 7 }).join()).toBe(orders[7]);
  });
});

const NETWORKS: NetworkSpec[] = [
  tabularSpec(allHistories(branching)),
  { kind: 'mlp', window: 6, embedding: 3, hidden: [8] },
  { kind: 'gru', embedding: 3, hidden: 5 },
  { kind: 'transformer', maxLength: 20, width: 8, layers: 1, heads: 2 },
];

describe.each(PLAIN_BACKENDS)('networks on the engine %s', (backend) => {
  let device: Device;
  let samples: Sample[];
  beforeAll(async () => {
    device = await testDevice(backend);
    samples = (await sampled()).map(sampleOf);
  });

  const build = (spec: NetworkSpec): { network: Network; theta: Float32Array } => {
    const network = createNetwork(spec, 5, 5);
    const theta = initialParameters(network.layout, 4).map((x, i) => x + 0.3 * Math.sin(i));
    return { network, theta };
  };

  it.each(NETWORKS)('say as policy what they say as log-probabilities: $kind', async (spec) => {
    const { network, theta } = build(spec);
    const vector = device.tf.tensor1d(theta);
    const logs = await tokenLogs(device, network, vector, allRows(samples));
    const places = samples.flatMap((sample) =>
      sample.responses.flatMap(({ start, legal }) => legal.map((allowed, n) => ({ sample, at: start + n, allowed }))),
    );
    const answers = await policyFunction(
      device,
      network,
      vector,
    )(places.map(({ sample, at, allowed }) => ({ tokens: Array.from(sample.tokens.slice(0, at)), legal: allowed })));
    places.forEach(({ sample, at, allowed }, n) => {
      expect(Math.log(answers[n][sample.tokens[at]])).toBeCloseTo(logs.get(sample.id)?.[at] ?? NaN, 5);
      answers[n].forEach((p, token) => {
        if (!allowed.includes(token)) expect(p).toBe(0);
      });
      expect(answers[n].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
    });
    vector.dispose();
  });

  it.each(NETWORKS)('see neither the future, nor padding, nor other rows: $kind', async (spec) => {
    const { network, theta } = build(spec);
    const vector = device.tf.tensor1d(theta);
    const together = await tokenLogs(device, network, vector, allRows(samples));
    for (const sample of samples.slice(0, 6)) {
      const [first] = sample.responses;
      const alone = await tokenLogs(device, network, vector, [{ sample, responses: [first] }]);
      const longer = together.get(sample.id) ?? [];
      const own = alone.get(sample.id) ?? [];
      for (let j = first.start; j < first.start + first.length; j++) expect(own[j]).toBeCloseTo(longer[j], 5);
    }
    vector.dispose();
  });

  it.each(NETWORKS.slice(1))('do see the past: $kind', async (spec) => {
    const { network, theta } = build(spec);
    const vector = device.tf.tensor1d(theta);
    const policy = policyFunction(device, network, vector);
    const legal = [0, 1];
    const [x, y, again] = await policy([
      { tokens: [2, 1, 4, 2], legal },
      { tokens: [3, 1, 4, 2], legal },
      { tokens: [2, 1, 4, 2], legal },
    ]);
    expect(x).not.toEqual(y);
    expect(again).toBe(x);
    vector.dispose();
  });
});

describe('bad input', () => {
  it('is refused with what and where', async () => {
    const device = await testDevice('cpu');
    const ask = async (spec: NetworkSpec, tokens: number[]): Promise<unknown> => {
      const network = createNetwork(spec, 5, 5);
      const theta = device.tf.tensor1d(initialParameters(network.layout, 1));
      return policyFunction(device, network, theta)([{ tokens, legal: [0, 1] }]).finally(() => theta.dispose());
    };
    await expect(ask(NETWORKS[1], [7])).rejects.toThrow('token 7 at position 0 of row 0: tokens are 0..4');
    await expect(ask(NETWORKS[3], new Array<number>(20).fill(0))).rejects.toThrow("transformer's maxLength 20");
    await expect(ask(NETWORKS[0], [0, 0, 0])).rejects.toThrow('no row for the history [0,0,0]');
    const odd: NetworkSpec = { kind: 'transformer', maxLength: 4, width: 6, layers: 1, heads: 4 };
    expect(() => createNetwork(odd, 5, 5)).toThrow('width 6 cannot have 4 heads');
  });
});
