import { beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import { NotFiniteError } from '../../src/neural/neuralError.js';
import { sampleGroups } from '../../src/neural/rollout/sampleGroups.js';
import { sampleOf } from '../../src/neural/rollout/samples.js';
import type { Device } from '../../src/neural/tf.js';
import { type CriticInput, updateCritic } from '../../src/neural/train/critic.js';
import { disposeLearner, newLearner, type OptimizerOptions } from '../../src/neural/train/optimizer.js';
import { Trainer, type TrainerState } from '../../src/neural/train/trainer.js';
import type { TrainerOptions } from '../../src/neural/train/trainerOptions.js';
import { allHistories, branching } from './support/smallEnvironments.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

const options: TrainerOptions = {
  environment: branching,
  network: tabularSpec(allHistories(branching)),
  algorithm: { ...PRESETS.ppo, epochs: 2 },
  optimizer: { kind: 'sgd', learningRate: 0.1 },
  batchContexts: 2,
  groupSize: 4,
  seed: 3,
};

/** A trainer whose critic starts with all parameters at `level`. */
function trainerWith(device: Device, level: number): Trainer {
  return new Trainer(device, options, ({ network, critic }): TrainerState => {
    const learner = (size: number, value: number): TrainerState['policy'] =>
      newLearner(device.tf, new Float32Array(size).fill(value));
    const budget = { iterations: 6, trajectories: 0, responses: 0, tokens: 0, steps: 0, criticSteps: 0 };
    return {
      policy: learner(network.layout.size, 0),
      critic: learner(critic?.layout.size ?? 0, level),
      reference: undefined,
      budget,
    };
  });
}

describe.each(PLAIN_BACKENDS)('a critic on the engine %s', (backend) => {
  let device: Device;
  beforeAll(async () => void (device = await testDevice(backend)));

  it('that overflows stops the iteration, which names it, and the parameters from before are kept', async () => {
    const trainer = trainerWith(device, 1e25);
    const { critic, policy } = trainer.state;
    const held = device.tf.memory().numTensors;
    await expect(trainer.iterate()).rejects.toThrow(NotFiniteError);
    await expect(trainer.iterate()).rejects.toThrow(
      /^the critic's parameters are no longer finite in iteration 7, pass 1, where its loss is NaN .*; the parameters from before this iteration are kept$/,
    );
    expect(trainer.state).toMatchObject({ critic, policy });
    expect(device.tf.memory().numTensors).toBe(held);
    trainer.dispose();
    const sound = trainerWith(device, 1);
    expect((await sound.iterate()).budget).toMatchObject({ iterations: 7, criticSteps: 2 });
    sound.dispose();
  });

  it('is refused after a last step that spoils its parameters, though that step had a finite loss', async () => {
    const trainer = trainerWith(device, 0);
    const { critic } = trainer;
    const { critic: learner } = trainer.state;
    if (critic === undefined || learner === undefined) throw new Error('no critic');
    const asked = { seed: 1, iteration: 0, batchContexts: 2, groupSize: 4 };
    const samples = (await sampleGroups(branching, trainer.policy, asked)).map(sampleOf);
    const targets = new Map(samples.map(({ id, tokens }) => [id, new Float64Array(tokens.length).fill(100)]));
    const input: CriticInput = { iteration: 0, passes: 1, samples, targets };
    const held = device.tf.memory().numTensors;
    const step = (learningRate: number): ReturnType<typeof updateCritic> => {
      const optimizer: OptimizerOptions = { kind: 'sgd', learningRate };
      return updateCritic(device, critic, learner, optimizer, input);
    };
    await expect(step(3e38)).rejects.toThrow(
      /in iteration 1, pass 1, where its loss is \d+(\.\d+)? and its gradient's norm \d+/,
    );
    expect(device.tf.memory().numTensors).toBe(held);
    const sound = await step(1);
    expect((await device.read(sound.theta)).every(Number.isFinite)).toBe(true);
    disposeLearner(sound);
    trainer.dispose();
  });
});
