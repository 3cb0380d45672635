import { describe, expect, it } from 'vitest';
import { exactReturn } from '../../src/bridge/exactReturn.js';
import { sampledReturn } from '../../src/bridge/sampledReturn.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import type { NetworkSpec } from '../../src/neural/network/networkSpec.js';
import { newLearner } from '../../src/neural/train/optimizer.js';
import { NOTHING_SPENT } from '../../src/neural/train/budget.js';
import { Trainer } from '../../src/neural/train/trainer.js';
import { branching } from '../neural/support/smallEnvironments.js';
import { testDevice } from '../neural/support/testDevice.js';
import { unrolledBranching } from './support/subject.js';

const device = await testDevice('cpu');
const SPECS: NetworkSpec[] = [
  { kind: 'mlp', window: 3, embedding: 3, hidden: [6] },
  { kind: 'gru', embedding: 3, hidden: 4 },
];

/** A run on the branching environment whose parameters are far from uniform, in a way that `shift` chooses. */
function trainerOf(network: NetworkSpec, shift: number): Trainer {
  const optimizer = { kind: 'sgd', learningRate: 0.1 } as const;
  const options = {
    environment: branching,
    network,
    algorithm: PRESETS.seeupo,
    optimizer,
    batchContexts: 2,
    groupSize: 2,
    seed: 1,
  };
  return new Trainer(device, options, (own) => ({
    policy: newLearner(
      device.tf,
      Float32Array.from({ length: own.network.layout.size }, (_, i) => 3 * Math.sin(2.3 * i + shift)),
    ),
    critic: undefined,
    reference: undefined,
    budget: NOTHING_SPENT,
  }));
}

const exactOf = async ({ policy }: Trainer): Promise<number> =>
  (await exactReturn(unrolledBranching, policy)).expectedReturn.toDouble();

describe('the estimate of a network', { timeout: 60_000 }, () => {
  it.each(SPECS)('of kind $kind has its exact J in the interval, and not that of another network', async (spec) => {
    const [subject, other] = [trainerOf(spec, 1), trainerOf(spec, 4)];
    const J = await exactOf(subject);
    const { mean, standardError, interval } = await sampledReturn(subject, 2000, 7);
    expect(interval[0]).toBeLessThanOrEqual(J);
    expect(interval[1]).toBeGreaterThanOrEqual(J);
    expect(Math.abs(mean - J)).toBeLessThan(4 * standardError);
    const wrong = await exactOf(other);
    expect(wrong < interval[0] || wrong > interval[1]).toBe(true);
    subject.dispose();
    other.dispose();
  });

  it('says what it is, depends on the seed alone, counts what was asked for, and leaves no tensor behind', async () => {
    const subject = trainerOf(SPECS[0], 1);
    const before = device.tf.memory().numTensors;
    // Two batches of 151, with one episode too many.
    const estimate = await sampledReturn(subject, 301, 7);
    expect(estimate).toMatchObject({ method: 'monte carlo', environment: branching.name, samples: 301, seed: 7 });
    expect(await sampledReturn(subject, 301, 7)).toEqual(estimate);
    expect((await sampledReturn(subject, 301, 8)).mean).not.toBe(estimate.mean);
    expect(device.tf.memory().numTensors).toBe(before);
    subject.dispose();
  });

  it('refuses the seed of the training, and a single sample', async () => {
    const subject = trainerOf(SPECS[0], 1);
    await expect(sampledReturn(subject, 100, 1)).rejects.toThrow('was trained with the seed 1');
    await expect(sampledReturn(subject, 1, 7)).rejects.toThrow('at least 2 samples, not 1');
    subject.dispose();
  });
});
