import { EnvironmentError } from '../environments/environmentError.js';
import { unroll, type Unrolled } from '../environments/unroll.js';
import { trainerOptionsOf } from '../neural/config/trainConfig.js';
import { parseEngineChoice } from '../neural/engine/engineChoice.js';
import { EngineError } from '../neural/engine/engineError.js';
import { openEngine } from '../neural/engine/openEngine.js';
import { NeuralError } from '../neural/neuralError.js';
import { type CompareNews, type CompareOrder, compareOrderSpec } from './compareMessage.js';
import { compareRun } from './compareRun.js';
import { EXIT } from './exitCode.js';

/** The game, unrolled once: all runs of a comparison are on one environment. */
let unrolled: Unrolled | undefined;

async function done({ engine: choice, algorithm, config }: CompareOrder): Promise<CompareNews> {
  try {
    const { engine } = await openEngine(parseEngineChoice(choice));
    unrolled ??= unroll(trainerOptionsOf(config).environment);
    const record = await compareRun(engine, unrolled, { algorithm, config }, () => tell({ kind: 'iteration' }));
    return { kind: 'run', record };
  } catch (error) {
    const kinds = [NeuralError, EnvironmentError, EngineError];
    const isInput = kinds.some((kind) => error instanceof kind);
    return { kind: 'failure', message: error instanceof Error ? error.message : String(error), isInput };
  }
}

/** Asynchronous from the start: a message whose listener throws would come again. */
async function answer(message: unknown): Promise<void> {
  tell(await done(compareOrderSpec.parse(message)));
}

function tell(news: CompareNews): void {
  process.send?.(news);
}

// A defect is the parent's to tell, in one line.
process.on('uncaughtException', ({ name, message }) => {
  process.send?.({ kind: 'failure', message: `${name}: ${message}`, isInput: false } satisfies CompareNews, () =>
    process.exit(EXIT.internal),
  );
});
// Ctrl-C reaches the whole group of processes; the parent decides what becomes of this one.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => void answer(message));
