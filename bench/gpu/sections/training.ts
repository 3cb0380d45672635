import { exactReturn } from '../../../src/bridge/exactReturn.js';
import { environmentByName } from '../../../src/environments/registry.js';
import { unroll } from '../../../src/environments/unroll.js';
import { trainConfigSpec, trainerOptionsOf } from '../../../src/neural/config/trainConfig.js';
import { parseEngineChoice } from '../../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { Trainer } from '../../../src/neural/train/trainer.js';
import type { Section } from '../section.js';

const ENVIRONMENT = 'delayed-credit-bandit';

/** The preset seeupo on the smallest environment with a table and with a GRU, judged exactly every five iterations. */
export const training: Section = async ({ word, small, tell }) => {
  const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
  const unrolled = unroll(environmentByName(ENVIRONMENT));
  for (const kind of small ? (['tabular'] as const) : (['tabular', 'gru'] as const)) {
    const config = trainConfigSpec.parse({
      version: 1,
      environment: ENVIRONMENT,
      network: kind === 'gru' ? { kind, embedding: 4, hidden: 16 } : { kind },
      optimizer: { kind: 'adam', learningRate: kind === 'tabular' ? 0.1 : 0.01 },
    });
    const trainer = new Trainer(engine, trainerOptionsOf(config));
    const judged: number[] = [];
    const judge = async (): Promise<void> => {
      const { expectedReturn, optimum } = await exactReturn(unrolled, trainer.policy);
      judged.push(expectedReturn.toDouble());
      tell(kind, { environment: ENVIRONMENT, optimum: optimum.toDouble(), everyFive: [...judged] });
    };
    await judge();
    // Plain JavaScript takes seconds for an iteration of the GRU.
    const iterations = small ? 5 : kind === 'gru' ? 15 : 40;
    for (let k = 1; k <= iterations; k++) {
      await trainer.iterate();
      if (k % 5 === 0) await judge();
    }
    trainer.dispose();
  }
  engine.close();
};
