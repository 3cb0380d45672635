import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { exactReturn } from '../../bridge/exactReturn.js';
import { EnvironmentError, TooLargeError } from '../../environments/environmentError.js';
import { unroll, type Unrolled } from '../../environments/unroll.js';
import { type Checkpoint } from '../../neural/checkpoint/checkpoint.js';
import { readCheckpoint } from '../../neural/checkpoint/checkpointFile.js';
import { readTrainConfig } from '../../neural/config/readTrainConfig.js';
import { configOf, runTraining } from '../../neural/config/run.js';
import { type TrainConfig, trainerOptionsOf } from '../../neural/config/trainConfig.js';
import { type Engine } from '../../neural/engine/engine.js';
import { parseEngineChoice } from '../../neural/engine/engineChoice.js';
import { EngineError } from '../../neural/engine/engineError.js';
import { engineLine, rejectionLine } from '../../neural/engine/engineLine.js';
import { openEngine } from '../../neural/engine/openEngine.js';
import { NeuralError } from '../../neural/neuralError.js';
import { EXIT, type Finish } from '../exitCode.js';
import { prepareDirectoryOf, readText } from '../files.js';
import { wholeNumber } from '../optionValues.js';
import { jsonText, note, print } from '../output.js';
import { asUsage, UsageError } from '../usageError.js';

interface TrainOptions {
  readonly out: string;
  readonly resume?: boolean;
  readonly engine: string;
  readonly environment?: string;
  readonly algorithm?: string;
  readonly network?: string;
  readonly iterations?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

const HELP = `
Options replace what the file says. Ctrl-C ends the run after the iteration
that is going on, with a checkpoint; --resume goes on from it as if nothing
had happened.

Examples:
  $ seeupo train --environment combination-lock --iterations 30
  $ seeupo train run.json --out run.safetensors
  $ seeupo train --resume --out run.safetensors --iterations 100`;

/** `seeupo train`: trains a network on an environment. */
export function addTrain(program: Command, finish: Finish): void {
  program
    .command('train')
    .summary('train a network with SeeUPO or a baseline')
    .description(
      'Trains a network on an environment, and tells J exactly after every iteration where the game unrolls.',
    )
    .argument('[config]', 'a JSON file; see schemas/train-config.schema.json')
    .option('--out <file>', 'the checkpoint to write', 'seeupo-run.safetensors')
    .option('--resume', 'go on from the checkpoint, with its configuration')
    .option('--engine <name>', 'auto, tensorflow, webgpu, wasm or cpu', 'auto')
    .option('--environment <name>', 'the environment')
    .option('--algorithm <preset>', 'seeupo, gspo, grpo, ppo, …')
    .option('--network <kind>', 'tabular, mlp, gru or transformer')
    .option('--iterations <n>', 'iterations in all', wholeNumber(1))
    .option('--seed <n>', 'root of all randomness', wholeNumber(0))
    .option('--json', 'print the outcome as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string | undefined, options: TrainOptions) => {
      await asBadInput(() => train(file, options));
      finish(EXIT.fine);
    });
}

async function train(file: string | undefined, options: TrainOptions): Promise<void> {
  const { out } = options;
  const from = options.resume === true ? readCheckpoint(out) : undefined;
  if (from === undefined && existsSync(out)) {
    throw new UsageError(`${out} is there already: go on with --resume, or name another file with --out`);
  }
  if (from !== undefined && file !== undefined) {
    throw new UsageError('--resume takes the configuration from the checkpoint; leave out the file');
  }
  const config = configured(file, from, options);
  prepareDirectoryOf(out);
  const choice = asUsage(() => parseEngineChoice(options.engine), '--engine');
  const { engine, rejections } = await openEngine(choice);
  for (const rejection of rejections) note(rejectionLine(rejection));
  note(`Engine: ${engineLine(engine.info)}`);
  if (from !== undefined && from.engine.name !== engine.name) {
    note(
      `The checkpoint was made on the engine ${from.engine.name}: the last digits will differ from an uninterrupted run.`,
    );
  }
  try {
    await run(engine, config, from, options);
  } finally {
    engine.close();
  }
}

async function run(
  engine: Engine,
  config: TrainConfig,
  from: Checkpoint | undefined,
  options: TrainOptions,
): Promise<void> {
  const game = unrolledOrNone(config);
  const curve: { iteration: number; meanReturn: number; J?: number }[] = [];
  let isStopped = false;
  const stop = (): void => void (isStopped = true);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const trainer = await runTraining(engine, config, options.out, from, {
      isStopped: () => isStopped,
      onIteration: async ({ iteration, meanReturn }, { policy }) => {
        const exact = game === undefined ? undefined : await exactReturn(game, policy);
        const J = exact?.expectedReturn.toDouble();
        curve.push({ iteration: iteration + 1, meanReturn, ...(J === undefined ? {} : { J }) });
        const told = exact === undefined ? '' : `  J ${J?.toFixed(4)} of ${exact.optimum.toDouble().toFixed(4)}`;
        note(`${iteration + 1}/${config.iterations}  sampled mean ${meanReturn.toFixed(4)}${told}`);
      },
    });
    const { budget } = trainer.state;
    trainer.dispose();
    const outcome = {
      schemaVersion: 1,
      checkpoint: options.out,
      stopped: isStopped,
      engine: engine.info,
      config,
      budget,
      curve,
    };
    print(options.json === true ? jsonText(outcome) : summary(options.out, budget, isStopped));
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function summary(out: string, budget: Checkpoint['budget'], isStopped: boolean): string {
  const { iterations, trajectories, responses, tokens, steps } = budget;
  const spent = `${iterations} iterations, ${trajectories} trajectories (${responses} responses, ${tokens} tokens), ${steps} optimizer steps`;
  return `${isStopped ? 'Stopped' : 'Trained'}: ${spent}\nCheckpoint: ${out}`;
}

function configured(file: string | undefined, from: Checkpoint | undefined, options: TrainOptions): TrainConfig {
  const { environment, algorithm, network, iterations, seed } = options;
  const flags = {
    ...(environment === undefined ? {} : { environment }),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(network === undefined ? {} : { network: { kind: network } }),
    ...(iterations === undefined ? {} : { iterations }),
    ...(seed === undefined ? {} : { seed }),
  };
  const base = from !== undefined ? configOf(from, options.out) : file === undefined ? { version: 1 } : read(file);
  const text = JSON.stringify({ ...base, ...flags });
  if (file === undefined && from === undefined && environment === undefined) {
    throw new UsageError('name a configuration file, or an environment with --environment');
  }
  return readTrainConfig(text, 'the options');
}

function read(file: string): TrainConfig {
  return readTrainConfig(readText(file), file);
}

/** The exact game, unless it is too large. */
function unrolledOrNone(config: TrainConfig): Unrolled | undefined {
  try {
    return unroll(trainerOptionsOf(config).environment);
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    note(`J is not told: ${error.message}`);
    return undefined;
  }
}

/** The errors of the neural road are about its input. */
async function asBadInput(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const kinds = [NeuralError, EnvironmentError, EngineError];
    if (!(error instanceof Error) || !kinds.some((kind) => error instanceof kind)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}
