// In a project of your own: import { … } from 'seeupo'.
import {
  exactReturn,
  openEngine,
  PRESETS,
  sampledReturn,
  Trainer,
  type TrainerOptions,
  unrollEnvironment,
} from '../../src/index.js';
import { coffee } from './coffee.js';

const options: TrainerOptions = {
  environment: coffee,
  network: { kind: 'mlp', window: 8, embedding: 4, hidden: [16] },
  algorithm: PRESETS.seeupo,
  optimizer: { kind: 'adam', learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  batchContexts: 8,
  groupSize: 8,
  seed: 1,
};

/** Trains a small network, and judges it exactly now and then; in the end by playing, too: lines of text. */
export async function trainCoffee(): Promise<string[]> {
  const { engine } = await openEngine('cpu');
  const trainer = new Trainer(engine, options);
  const game = unrollEnvironment(coffee);
  const lines: string[] = [];
  const judge = async (): Promise<void> => {
    const { expectedReturn, optimum } = await exactReturn(game, trainer.policy);
    const { iterations } = trainer.state.budget;
    lines.push(`after ${iterations} iterations: J = ${expectedReturn.toDouble().toFixed(3)} of ${optimum}`);
  };
  await judge();
  for (let n = 1; n <= 12; n++) {
    await trainer.iterate();
    if (n % 4 === 0) await judge();
  }
  const { method, mean, interval } = await sampledReturn(trainer, 1000, 2);
  lines.push(`${method}: ${mean.toFixed(2)}, within ${interval.map((bound) => bound.toFixed(2)).join(' and ')}`);
  trainer.dispose();
  engine.close();
  return lines;
}
