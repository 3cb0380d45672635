import { beforeAll, describe, expect, it } from 'vitest';
import type { Algorithm } from '../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { returnAdvantages } from '../../src/neural/loss/returnAdvantages.js';
import type { ReturnAdvantage } from '../../src/neural/algorithm/advantageRule.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import { sampleGroups } from '../../src/neural/rollout/sampleGroups.js';
import { type Sample, sampleOf } from '../../src/neural/rollout/samples.js';
import { allRows, tokenLogs } from '../../src/neural/rollout/tokenLogs.js';
import type { Device } from '../../src/neural/tf.js';
import { disposeLearner } from '../../src/neural/train/optimizer.js';
import { sweep } from '../../src/neural/train/sweep.js';
import { Trainer } from '../../src/neural/train/trainer.js';
import { type ReferenceOptions, referenceSweep, type Table } from './support/referenceSweep.js';
import { allHistories, branching } from './support/smallEnvironments.js';
import { PLAIN_BACKENDS, relativeError, testDevice } from './support/testDevice.js';

const spec = tabularSpec(allHistories(branching));
const LEARNING_RATE = 3;
const SEED = 6;
const sampling = { batchContexts: 4, groupSize: 6, seed: SEED };

function trainerOf(device: Device, algorithm: Algorithm): Trainer {
  return new Trainer(device, {
    environment: branching,
    network: spec,
    algorithm,
    optimizer: { kind: 'sgd', learningRate: LEARNING_RATE },
    ...sampling,
  });
}

/** θ as a table by history key. */
async function tableOf({ device, state, network }: Trainer): Promise<Table> {
  const theta = await device.read(state.policy.theta);
  const width = network.outputs;
  return new Map(spec.keys.map((key, row) => [key, Array.from(theta.slice(row * width, (row + 1) * width))]));
}

async function samplesOf(trainer: Trainer, iteration: number): Promise<Sample[]> {
  return (await sampleGroups(branching, trainer.policy, { ...sampling, iteration })).map(sampleOf);
}

describe.each(PLAIN_BACKENDS)('a sweep on the engine %s', (backend) => {
  let device: Device;
  beforeAll(async () => void (device = await testDevice(backend)));

  const reference: ReferenceOptions = {
    order: [3, 2, 1],
    epochs: 4,
    learningRate: LEARNING_RATE,
    clip: 0.2,
    carried: true,
  };

  const variants: { name: string; algorithm: Algorithm; reference: ReferenceOptions }[] = [
    { name: 'seeupo', algorithm: PRESETS.seeupo, reference },
    {
      name: 'seeupo in forward order',
      algorithm: { ...PRESETS.seeupo, turns: 'forward' },
      reference: { ...reference, order: [1, 2, 3] },
    },
    {
      name: 'seeupo without carrying',
      algorithm: { ...PRESETS.seeupo, carry: { kind: 'none' } },
      reference: { ...reference, carried: false },
    },
    {
      name: 'the length-normalised ratio',
      algorithm: {
        ...PRESETS.seeupo,
        update: { kind: 'clip', ratio: 'geometric-mean', low: 0.2, high: 0.2 },
        carry: { kind: 'none' },
      },
      reference: { ...reference, carried: false, lengthNormalised: true },
    },
  ];

  it.each(variants)('of $name is what its formulas say in float64', async ({ algorithm, reference: how }) => {
    const trainer = trainerOf(device, algorithm);
    for (let k = 0; k < 2; k++) {
      const before = await tableOf(trainer);
      const samples = await samplesOf(trainer, k);
      const advantages = returnAdvantages(samples, algorithm.advantage as ReturnAdvantage);
      await trainer.iterate();
      const after = [...(await tableOf(trainer)).values()].flat();
      const expected = (options: ReferenceOptions): number[] =>
        [...referenceSweep(before, samples, advantages, options).values()].flat();
      expect(relativeError(after, expected(how))).toBeLessThan(2e-6);
      // Every ingredient counts on these samples.
      for (const wrong of variants.map((variant) => variant.reference).filter((other) => other !== how)) {
        expect(relativeError(after, expected(wrong))).toBeGreaterThan(1e-3);
      }
      expect(relativeError(after, expected({ ...how, clip: 1e9 }))).toBeGreaterThan(1e-3);
    }
    trainer.dispose();
  });

  it('does not depend on the order of the samples: all is kept by trajectory id', async () => {
    for (const name of ['seeupo', 'released'] as const) {
      const trainer = trainerOf(device, PRESETS[name]);
      const samples = await samplesOf(trainer, 0);
      const run = async (list: readonly Sample[]): Promise<[Float32Array, Map<number, number>]> => {
        const { algorithm, optimizer } = trainer.options;
        const { network, state } = trainer;
        const old = await tokenLogs(device, network, state.policy.theta, allRows(list));
        const byId = returnAdvantages(list, algorithm.advantage as ReturnAdvantage);
        const advantages = { kind: 'trajectory', byId } as const;
        const input = { seed: SEED, iteration: 0, turns: 3, samples: list, advantages, old, reference: old };
        const { learner, factors } = await sweep(device, network, state.policy, algorithm, optimizer, input);
        const theta = await device.read(learner.theta);
        disposeLearner(learner);
        return [theta, new Map(factors)];
      };
      const [theta, factors] = await run(samples);
      // Sorted by length, as training code likes to do.
      const [sorted, sortedFactors] = await run(samples.toSorted((a, b) => a.tokens.length - b.tokens.length));
      expect(relativeError(sorted, theta)).toBeLessThan(1e-5);
      expect(new Set(factors.values()).size).toBeGreaterThan(3);
      for (const [id, factor] of factors) expect(sortedFactors.get(id)).toBeCloseTo(factor, 5);
      trainer.dispose();
    }
  });
});
