import { expect, it } from 'vitest';
import { defineEnvironment } from '../../../../src/environments/rules.js';
import { END } from '../../../../src/environments/tokens.js';
import type { Algorithm } from '../../../../src/neural/algorithm/algorithm.js';
import { PRESETS } from '../../../../src/neural/algorithm/presets.js';
import type { Engine } from '../../../../src/neural/engine/engine.js';
import { tabularSpec } from '../../../../src/neural/network/tabular.js';
import { Trainer } from '../../../../src/neural/train/trainer.js';
import type { TrainerOptions } from '../../../../src/neural/train/trainerOptions.js';
import { allHistories } from '../../support/smallEnvironments.js';

/** Two turns of one word each: a pays 1, saying the same twice 2. Three histories to decide at. */
const words = defineEnvironment<{ readonly said?: string }>({
  name: 'words',
  description: 'Say a, and the same again.',
  words: ['a', 'b'],
  turns: 2,
  longestResponse: 1,
  longestObservation: 0,
  returnRange: [0, 3],
  contexts: [{ state: {} }],
  legal: { next: (_, prefix) => (prefix.length === 0 ? ['a', 'b'] : [END]) },
  reply: ({ said: first }, said) => [
    first === undefined ? { reward: said === 'a' ? 1 : 0, next: { said } } : { reward: said === first ? 2 : 0 },
  ],
});

/** SeeUPO with many passes over few samples: mostly optimizer steps. */
const algorithm: Algorithm = { ...PRESETS.seeupo, epochs: 25 };
const options: TrainerOptions = {
  environment: words,
  network: tabularSpec(allHistories(words)),
  algorithm,
  optimizer: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  batchContexts: 1,
  groupSize: 4,
  seed: 1,
};

/** On a software adapter a step takes some hundredths of a second. */
const timeout = 600_000;

/** What long training must do on every engine, as tests; `engine` is asked for when they run. */
export function itTrainsSteadily(engine: () => Engine): void {
  it('takes 1,000 optimizer steps with as many live tensors after each iteration as before', { timeout }, async () => {
    const { tf } = engine();
    const live = (): number[] => [tf.memory().numTensors, tf.memory().numDataBuffers];
    const none = live();
    const trainer = new Trainer(engine(), options);
    const held = live();
    const start = await engine().read(trainer.state.policy.theta);
    while (trainer.state.budget.steps < 1000) {
      await trainer.iterate();
      expect(live()).toEqual(held);
    }
    expect(trainer.state.policy.steps).toBe(trainer.state.budget.steps);
    // The steps were real: they moved the two parameters of every history to decide at, and no others.
    const end = await engine().read(trainer.state.policy.theta);
    expect(end.filter((x, i) => x !== start[i])).toHaveLength(6);
    trainer.dispose();
    expect(live()).toEqual(none);
    // A tensor that is left over is seen.
    const extra = tf.scalar(1);
    expect(live()).not.toEqual(none);
    extra.dispose();
  });

  it('gives the same parameters for the same seed, bit for bit, and others for another', { timeout }, async () => {
    const first = await trained(engine(), 1);
    expect(await trained(engine(), 1)).toEqual(first);
    expect(await trained(engine(), 2)).not.toEqual(first);
  });
}

/** The bits of the parameters after two iterations. */
async function trained(engine: Engine, seed: number): Promise<Uint8Array> {
  const trainer = new Trainer(engine, { ...options, algorithm: PRESETS.seeupo, groupSize: 8, seed });
  for (let k = 0; k < 2; k++) await trainer.iterate();
  const theta = await engine.read(trainer.state.policy.theta);
  trainer.dispose();
  return Uint8Array.from(new Uint8Array(theta.buffer, theta.byteOffset, theta.byteLength));
}
