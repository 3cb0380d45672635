import { statSync } from 'node:fs';
import { ENVIRONMENTS } from '../environments/library/index.js';
import type { Checkpoint } from '../neural/checkpoint/checkpoint.js';
import { readCheckpoint } from '../neural/checkpoint/checkpointFile.js';
import { defaultsOf, learningRateOf } from '../neural/compare/learningRates.js';
import { checkSameRun, configOf } from '../neural/config/run.js';
import { type TrainConfig, trainerOptionsOf } from '../neural/config/trainConfig.js';
import { NeuralError } from '../neural/neuralError.js';
import { checkOptions } from '../neural/train/trainerOptions.js';
import { readText } from './files.js';
import { readTrainConfig } from './readTrainConfig.js';
import type { TrainFlags } from './trainFlags.js';
import { networkKind, presetOf } from './trainWords.js';
import { UsageError } from './usageError.js';
import { withWayOut } from './wayOut.js';

/** What a user writes to describe a training run. */
export interface TrainChoice {
  readonly out: string;
  readonly resume?: boolean;
  readonly environment?: string;
  readonly size?: TrainConfig['sizes'];
  readonly algorithm?: string;
  readonly network?: string;
  readonly learningRate?: number;
  /** B, and G. */
  readonly contexts?: number;
  readonly group?: number;
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
  const options = withWayOut(
    () => trainerOptionsOf(setup.config),
    'a table needs a row for each history: choose another network, such as --network gru, or smaller sizes',
  );
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
  const config =
    file === undefined
      ? readTrainConfig('{ "version": 1 }', 'the options', { ...tunedFlags(choice), ...flagsOf(choice) })
      : readTrainConfig(readText(file), file, flagsOf(choice));
  return { config, from: undefined };
}

/**
 * What a network that generalises is trained with where neither a file nor an option says. The configuration's own
 * learning rate is that of tables, which is too high for such a network on some environments.
 */
function tunedFlags({ environment = '', network, algorithm = 'seeupo' }: TrainChoice): TrainFlags {
  const isTable = network === undefined || networkKind(network) === 'tabular';
  // An unknown name is refused later, by name.
  if (isTable || !ENVIRONMENTS.some(({ name }) => name === environment)) return {};
  const { groupSize } = defaultsOf(environment);
  return { groupSize, learningRate: learningRateOf(environment, presetOf(algorithm, '--algorithm')) };
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

function flagsOf(choice: TrainChoice): TrainFlags {
  const { environment, size, algorithm, network, learningRate, contexts, group, iterations, seed } = choice;
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(size === undefined ? {} : { sizes: size }),
    ...(algorithm === undefined ? {} : { algorithm: presetOf(algorithm, '--algorithm') }),
    ...(network === undefined ? {} : { network: { kind: networkKind(network) } }),
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(contexts === undefined ? {} : { batchContexts: contexts }),
    ...(group === undefined ? {} : { groupSize: group }),
    ...(iterations === undefined ? {} : { iterations }),
    ...(seed === undefined ? {} : { seed }),
  };
}
