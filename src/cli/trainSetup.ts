import { statSync } from 'node:fs';
import type { Checkpoint } from '../neural/checkpoint/checkpoint.js';
import { readCheckpoint } from '../neural/checkpoint/checkpointFile.js';
import { checkSameRun, configOf } from '../neural/config/run.js';
import { type TrainConfig, trainerOptionsOf } from '../neural/config/trainConfig.js';
import { NeuralError } from '../neural/neuralError.js';
import { checkOptions } from '../neural/train/trainerOptions.js';
import { readText } from './files.js';
import { readTrainConfig, type TrainFlags } from './readTrainConfig.js';
import { networkKind, presetOf } from './trainWords.js';
import { UsageError } from './usageError.js';

/** What a user writes to describe a training run. */
export interface TrainChoice {
  readonly out: string;
  readonly resume?: boolean;
  readonly environment?: string;
  readonly algorithm?: string;
  readonly network?: string;
  readonly iterations?: number;
  readonly seed?: number;
}

/** A run to do, and the checkpoint to go on from, if any. */
export interface TrainSetup {
  readonly config: TrainConfig;
  readonly from: Checkpoint | undefined;
}

/**
 * The run that a user asks for, checked as far as can be before anything is loaded or written. Throws UsageError,
 * NeuralError or EnvironmentError, each one line.
 */
export function trainSetup(file: string | undefined, choice: TrainChoice): TrainSetup {
  const setup = choice.resume === true ? resumed(file, choice) : started(file, choice);
  const options = trainerOptionsOf(setup.config);
  try {
    checkOptions(options);
  } catch (error) {
    if (!(error instanceof NeuralError)) throw error;
    throw new UsageError(`${file ?? (setup.from === undefined ? 'the options' : choice.out)}: ${error.message}`);
  }
  return setup;
}

function started(file: string | undefined, choice: TrainChoice): TrainSetup {
  const { out } = choice;
  const there = statSync(out, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) throw new UsageError(`--out: ${out} is a directory; name a file in it`);
  if (there !== undefined) {
    throw new UsageError(`${out} is there already: go on with --resume, or name another file with --out`);
  }
  if (file === undefined && choice.environment === undefined) {
    throw new UsageError('name a configuration file, or an environment with --environment');
  }
  const [text, name] = file === undefined ? ['{ "version": 1 }', 'the options'] : [readText(file), file];
  return { config: readTrainConfig(text, name, flagsOf(choice)), from: undefined };
}

function resumed(file: string | undefined, choice: TrainChoice): TrainSetup {
  if (file !== undefined) {
    throw new UsageError(`--resume takes the configuration from the checkpoint; leave out ${file}`);
  }
  const { out } = choice;
  const from = readCheckpoint(out);
  const stored = configOf(from, out);
  const config = readTrainConfig(JSON.stringify(stored), out, flagsOf(choice));
  checkSameRun(config, from, out);
  return { config, from };
}

function flagsOf({ environment, algorithm, network, iterations, seed }: TrainChoice): TrainFlags {
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(algorithm === undefined ? {} : { algorithm: presetOf(algorithm, '--algorithm') }),
    ...(network === undefined ? {} : { network: { kind: networkKind(network) } }),
    ...(iterations === undefined ? {} : { iterations }),
    ...(seed === undefined ? {} : { seed }),
  };
}
