import { beforeAll, describe, expect, it } from 'vitest';
import type { Algorithm } from '../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import { sampleGroups } from '../../src/neural/rollout/sampleGroups.js';
import { type Sample, sampleOf } from '../../src/neural/rollout/samples.js';
import { allRows, tokenLogs } from '../../src/neural/rollout/tokenLogs.js';
import type { Device } from '../../src/neural/tf.js';
import { disposeLearner, type OptimizerOptions } from '../../src/neural/train/optimizer.js';
import { type StageReport, sweep } from '../../src/neural/train/sweep.js';
import { Trainer } from '../../src/neural/train/trainer.js';
import { allHistories, branching } from './support/smallEnvironments.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

const SAMPLING = { seed: 6, iteration: 0, batchContexts: 2, groupSize: 6 };
const SGD: OptimizerOptions = { kind: 'sgd', learningRate: 1 };
const ADAM: OptimizerOptions = {
  kind: 'adam',
  learningRate: 0.1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.1,
};

interface Swept {
  readonly samples: readonly Sample[];
  readonly stages: readonly StageReport[];
  readonly factors: ReadonlyMap<number, number>;
  /** log π(a_1) after the sweep less before, by trajectory id. */
  readonly logRatio: (sample: Sample) => number;
}

/** One sweep with advantages of one's own, on one distribution for all histories. */
async function swept(
  device: Device,
  algorithm: Algorithm,
  optimizer: OptimizerOptions,
  advantageOf: (sample: Sample) => number,
): Promise<Swept> {
  const network = tabularSpec(allHistories(branching), 0);
  const trainer = new Trainer(device, { environment: branching, network, algorithm, optimizer, ...SAMPLING });
  const samples = (await sampleGroups(branching, trainer.policy, SAMPLING)).map(sampleOf);
  const byId = new Map(samples.map((sample) => [sample.id, advantageOf(sample)]));
  const logs = (theta = trainer.state.policy.theta): ReturnType<typeof tokenLogs> =>
    tokenLogs(device, trainer.network, theta, allRows(samples));
  const old = await logs();
  const advantages = { kind: 'trajectory', byId } as const;
  const input = { ...SAMPLING, turns: 3, samples, advantages, old, reference: old };
  const done = await sweep(device, trainer.network, trainer.state.policy, algorithm, optimizer, input);
  const now = await logs(done.learner.theta);
  disposeLearner(done.learner);
  trainer.dispose();
  const logRatio = ({ id, responses: [{ start, length }] }: Sample): number => {
    const sum = (values?: Float32Array): number =>
      values?.subarray(start, start + length).reduce((total, x) => total + x, 0) ?? Number.NaN;
    return sum(now.get(id)) - sum(old.get(id));
  };
  return { samples, logRatio, stages: done.stages, factors: done.factors };
}

describe.each(PLAIN_BACKENDS)('where there is nothing to go by, on the engine %s', (backend) => {
  let device: Device;
  beforeAll(async () => void (device = await testDevice(backend)));

  it('a part of a stage takes no step; with a penalty it does', async () => {
    const algorithm: Algorithm = { ...PRESETS.rloo, epochs: 5, miniBatches: 4 };
    const first = ({ id }: Sample): number => (id === 0 ? 1 : 0);
    const { stages } = await swept(device, algorithm, ADAM, first);
    // One part of each epoch has the one trajectory that counts.
    expect(stages[0].steps.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    expect(stages[0].steps.every(({ gradientNorm }) => gradientNorm > 0)).toBe(true);
    expect(new Set(stages[0].steps.map(({ miniBatch }) => miniBatch)).size).toBeGreaterThan(1);
    const kl = { weight: 0.1, aggregation: 'token-sum' } as const;
    expect((await swept(device, { ...algorithm, kl }, ADAM, first)).stages[0].steps).toHaveLength(20);
    expect((await swept(device, algorithm, ADAM, () => 1)).stages[0].steps).toHaveLength(20);
    expect((await swept(device, algorithm, ADAM, () => 0)).stages[0].steps).toHaveLength(0);
  });

  it('a stage still carries what earlier stages made of its ratios', async () => {
    // Only trajectories of one turn have an advantage: the first stage moves, the later ones see their copies.
    const algorithm: Algorithm = { ...PRESETS.seeupo, turns: 'forward', missingTurns: 'copy-of-last' };
    const short = ({ id, responses }: Sample): number => (responses.length === 1 ? 1 + id : 0);
    const { samples, stages, factors, logRatio } = await swept(device, algorithm, SGD, short);
    expect(stages.map(({ steps }) => steps.length)).toEqual([4, 0, 0]);
    const moved = samples.filter((sample) => short(sample) > 0);
    expect(moved.length).toBeGreaterThan(0);
    for (const sample of moved) {
      expect(Math.abs(logRatio(sample))).toBeGreaterThan(0.05);
      expect(Math.log(factors.get(sample.id) ?? 0)).toBeCloseTo(3 * logRatio(sample), 4);
    }
    // Over the policy just before each stage the copies' ratios are 1.
    const over = await swept(device, { ...algorithm, ratioOver: 'turn-start' }, SGD, short);
    for (const sample of over.samples.filter((own) => short(own) > 0)) {
      expect(Math.log(over.factors.get(sample.id) ?? 0)).toBeCloseTo(over.logRatio(sample), 4);
    }
    // Where nothing has moved yet, nothing is carried.
    const none = await swept(device, algorithm, SGD, () => 0);
    expect([...none.factors.values()].every((factor) => factor === 1)).toBe(true);
  });
});
