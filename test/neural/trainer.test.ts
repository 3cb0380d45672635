import { beforeAll, describe, expect, it } from 'vitest';
import { algorithmSpec, type Algorithm } from '../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { checkpointOf, decodeCheckpoint, encodeCheckpoint, stateOf } from '../../src/neural/checkpoint/checkpoint.js';
import type { EngineInfo } from '../../src/neural/engine/engine.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import { NeuralError } from '../../src/neural/neuralError.js';
import type { Device } from '../../src/neural/tf.js';
import { Trainer } from '../../src/neural/train/trainer.js';
import { checkOptions, type TrainerOptions } from '../../src/neural/train/trainerOptions.js';
import { allHistories, branching, indifferent } from './support/smallEnvironments.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

const TABLE = tabularSpec(allHistories(branching));
const NETWORKS: NetworkSpec[] = [
  TABLE,
  { kind: 'mlp', window: 4, embedding: 3, hidden: [8] },
  { kind: 'gru', embedding: 3, hidden: 5 },
  { kind: 'transformer', maxLength: 20, width: 8, layers: 1, heads: 2 },
];
const ENGINE: EngineInfo = { name: 'cpu', versions: {}, device: 'test', gpu: false, software: false };

const base: TrainerOptions = {
  environment: branching,
  network: TABLE,
  algorithm: PRESETS.seeupo,
  optimizer: { kind: 'adam', learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  batchContexts: 3,
  groupSize: 4,
  seed: 11,
};

async function thetaOf({ device, state }: Trainer): Promise<number[]> {
  return Array.from(await device.read(state.policy.theta));
}

async function trained(device: Device, options: Partial<TrainerOptions>, iterations: number): Promise<number[]> {
  const trainer = new Trainer(device, { ...base, ...options });
  for (let k = 0; k < iterations; k++) await trainer.iterate();
  const theta = await thetaOf(trainer);
  trainer.dispose();
  return theta;
}

describe('presets', () => {
  it.each(Object.entries(PRESETS))('%s is an algorithm', (_, preset) => {
    expect(algorithmSpec.parse(preset)).toEqual(preset);
  });

  it('a key that is misspelt is refused', () => {
    const wrong = { ...PRESETS.seeupo, epoch: 3 };
    expect(algorithmSpec.safeParse(wrong).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: ['epoch'],
    });
  });
});

describe.each(PLAIN_BACKENDS)('a trainer on the engine %s', (backend) => {
  let device: Device;
  beforeAll(async () => void (device = await testDevice(backend)));

  it.each(NETWORKS)('gives the same parameters for the same seed, bit for bit: $kind', async (network) => {
    const first = await trained(device, { network }, 2);
    expect(await trained(device, { network }, 2)).toEqual(first);
    expect(await trained(device, { network, seed: 12 }, 2)).not.toEqual(first);
  });

  it.each(Object.entries<Algorithm>(PRESETS))('leaves no tensor behind: %s', async (_, algorithm) => {
    const before = device.tf.memory().numTensors;
    const trainer = new Trainer(device, { ...base, algorithm: { ...algorithm, miniBatches: 2 } });
    const held = device.tf.memory().numTensors;
    for (let k = 0; k < 2; k++) {
      const { stages, budget } = await trainer.iterate();
      expect(device.tf.memory().numTensors).toBe(held);
      expect(stages.flatMap(({ steps }) => steps).length).toBeGreaterThan(0);
      expect(budget.iterations).toBe(k + 1);
    }
    trainer.dispose();
    expect(device.tf.memory().numTensors).toBe(before);
  });

  it.each(['seeupo', 'released', 'ppo'] as const)(
    'goes on from a checkpoint as if nothing had happened: %s',
    async (name) => {
      const options = { ...base, algorithm: { ...PRESETS[name], miniBatches: 2 } };
      const straight = new Trainer(device, options);
      for (let k = 0; k < 4; k++) await straight.iterate();
      const stopped = new Trainer(device, options);
      for (let k = 0; k < 2; k++) await stopped.iterate();
      const bytes = encodeCheckpoint(await checkpointOf(stopped, {}, ENGINE));
      stopped.dispose();
      const resumed = new Trainer(device, options, (own) => stateOf(decodeCheckpoint(bytes, 'x'), own, 'x'));
      for (let k = 0; k < 2; k++) await resumed.iterate();
      const final = (trainer: Trainer): Promise<Uint8Array> =>
        checkpointOf(trainer, {}, ENGINE).then((checkpoint) => encodeCheckpoint(checkpoint));
      expect(Buffer.compare(await final(resumed), await final(straight))).toBe(0);
      expect(Buffer.compare(bytes, await final(straight))).not.toBe(0);
      straight.dispose();
      resumed.dispose();
    },
  );

  it.each(['seeupo', 'seeupo-batch', 'seeupo-safe', 'rloo', 'grpo', 'gspo'] as const)(
    'equal rewards move nothing, not even what Adam remembers: %s',
    async (name) => {
      const network = tabularSpec(allHistories(indifferent));
      const options = { ...base, environment: indifferent, network, algorithm: PRESETS[name] };
      const trainer = new Trainer(device, options, ({ network: { layout } }) => {
        const vector = (): ReturnType<typeof device.tf.tensor1d> =>
          device.tf.tensor1d(Float32Array.from({ length: layout.size }, (_, i) => 0.1 * i));
        const policy = { theta: vector(), first: vector(), second: vector(), steps: 3 };
        const nothing = { iterations: 0, trajectories: 0, responses: 0, tokens: 0, steps: 3, criticSteps: 0 };
        return { policy, critic: undefined, reference: undefined, budget: nothing };
      });
      const before = await thetaOf(trainer);
      const { budget } = await trainer.iterate();
      expect(await thetaOf(trainer)).toEqual(before);
      expect(budget).toMatchObject({ iterations: 1, steps: 3, trajectories: 12 });
      trainer.dispose();
    },
  );

  it('stops at a loss that is not finite, says where, and keeps the parameters', async () => {
    const optimizer = { kind: 'sgd', learningRate: 1e30 } as const;
    const trainer = new Trainer(device, { ...base, optimizer, network: NETWORKS[1] });
    const before = await thetaOf(trainer);
    const held = device.tf.memory().numTensors;
    await expect(trainer.iterate()).rejects.toThrow(NeuralError);
    await expect(trainer.iterate()).rejects.toThrow(
      /no longer finite in iteration 1, turn \d, epoch \d, mini-batch 1 \(trajectories 0 to 11\).*are kept/,
    );
    expect(await thetaOf(trainer)).toEqual(before);
    expect(trainer.state.budget.iterations).toBe(0);
    expect(device.tf.memory().numTensors).toBe(held);
    trainer.dispose();
  });

  it('tells each turn after its update, in order, with the policy of that moment', async () => {
    const trainer = new Trainer(device, base);
    const told: string[] = [];
    const seen: number[] = [];
    await trainer.iterate(async ({ iteration, turns, policy }) => {
      told.push(`${iteration}: ${turns.join()}`);
      seen.push((await policy([{ tokens: [2], legal: [0, 1] }]))[0][0]);
    });
    expect(told).toEqual(['0: 3', '0: 2', '0: 1']);
    // The first response's row of the table is reached by turn 1 only, so only its update changes it.
    expect(seen.slice(0, 2)).toEqual([0.5, 0.5]);
    expect(seen[2]).not.toBe(0.5);
    trainer.dispose();
  });

  it('the safeguard shortens steps, or takes them back, where one table row serves all turns', async () => {
    const optimizer = { kind: 'sgd', learningRate: 3 } as const;
    const algorithm = { ...PRESETS['seeupo-safe'], safeguard: { clip: 0.2, halvings: 3 } };
    const shares = async (window?: number): Promise<(number | undefined)[]> => {
      const network = tabularSpec(allHistories(branching), window);
      const result: (number | undefined)[] = [];
      for (let seed = 1; seed <= 3; seed++) {
        const trainer = new Trainer(device, { ...base, network, algorithm, optimizer, seed });
        for (let k = 0; k < 3; k++) {
          const before = await thetaOf(trainer);
          const { share } = await trainer.iterate();
          result.push(share);
          expect(JSON.stringify(await thetaOf(trainer)) === JSON.stringify(before)).toBe(share === 0);
        }
        trainer.dispose();
      }
      return result;
    };
    const shared = await shares(0);
    expect(shared).toContain(0);
    expect(shared).toContain(0.5);
    // With a row for every history the same steps are all accepted.
    expect(new Set(await shares())).toEqual(new Set([1]));
  });
});

describe('options that do not go together', () => {
  const SAFEGUARD = { clip: 0.2, halvings: 2 };
  const wrong: [string, Partial<TrainerOptions>][] = [
    ['one advantage per trajectory', { algorithm: { ...PRESETS.ppo, turns: 'reverse', carry: PRESETS.seeupo.carry } }],
    ['"token"', { algorithm: { ...PRESETS.seeupo, advantage: PRESETS.ppo.advantage } }],
    ['all turns are updated at once', { algorithm: { ...PRESETS.gspo, carry: PRESETS.seeupo.carry } }],
    ['groupSize of at least 2', { algorithm: PRESETS.rloo, groupSize: 1 }],
    ['only for a return less a baseline', { algorithm: { ...PRESETS.reinforce, safeguard: SAFEGUARD } }],
    ['and no "group-deviation"', { algorithm: { ...PRESETS.grpo, safeguard: SAFEGUARD } }],
    [
      '"leave-one-out" with groupSize of at least 2',
      { algorithm: { ...PRESETS.released, safeguard: SAFEGUARD }, groupSize: 1 },
    ],
  ];

  it.each(wrong)('are refused: %s', async (message, options) => {
    const device = await testDevice('cpu');
    expect(() => new Trainer(device, { ...base, ...options })).toThrow(message);
  });

  it.each(['seeupo', 'seeupo-batch', 'rloo'] as const)('the safeguard goes with %s', (name) => {
    const algorithm = { ...PRESETS[name], safeguard: SAFEGUARD };
    expect(() => checkOptions({ ...base, algorithm })).not.toThrow();
    const bare = { ...algorithm, advantage: PRESETS.reinforce.advantage };
    expect(() => checkOptions({ ...base, algorithm: bare })).toThrow(NeuralError);
  });
});
