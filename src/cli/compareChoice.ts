import { optimumOf } from '../bridge/exactReturn.js';
import { EnvironmentError } from '../environments/environmentError.js';
import { environmentByName } from '../environments/registry.js';
import { unroll } from '../environments/unroll.js';
import { Rational } from '../exact/rational.js';
import { type PresetName } from '../neural/algorithm/presets.js';
import { type CompareSettings, tasksOf } from '../neural/compare/compareSettings.js';
import { defaultsOf, learningRateOf, TUNED } from '../neural/compare/learningRates.js';
import { trainConfigSpec, trainerOptionsOf } from '../neural/config/trainConfig.js';
import { parseEngineChoice } from '../neural/engine/engineChoice.js';
import { NeuralError } from '../neural/neuralError.js';
import { checkOptions } from '../neural/train/trainerOptions.js';
import { environmentText } from './environmentText.js';
import { networkKind, presetOf } from './trainWords.js';
import { asUsage, UsageError } from './usageError.js';
import { withWayOut } from './wayOut.js';

/** What a user writes to describe a comparison. */
export interface CompareChoice {
  readonly size?: CompareSettings['sizes'];
  readonly algorithms?: readonly string[];
  /** How many. */
  readonly seeds: number;
  /** The first of them. */
  readonly seed: number;
  readonly iterations?: number;
  readonly samples?: number;
  /** B, and G. */
  readonly contexts?: number;
  readonly group?: number;
  readonly network: string;
  readonly engine: string;
  readonly learningRate?: number;
}

/** SeeUPO and every baseline. Its variants ("seeupo-batch", "seeupo-safe", "released") are compared when named. */
export const DEFAULT_ALGORITHMS: readonly PresetName[] = [
  'seeupo',
  'reinforce',
  'rloo',
  'grpo',
  'gspo',
  'reinforce++',
  'ppo',
];

/** The settings that a user asks for, checked as far as can be before anything runs. Throws UsageError. */
export function settingsOf(environment: string, choice: CompareChoice): CompareSettings {
  const { size = {}, algorithms = DEFAULT_ALGORITHMS, seeds, seed, network, engine, learningRate } = choice;
  asInput(() => environmentByName(environment, size));
  asUsage(() => parseEngineChoice(engine), '--engine');
  const names = [...new Set(algorithms)].map((name) => presetOf(name, '--algorithms'));
  const { batchContexts, groupSize } = trainConfigSpec.parse({
    version: 1,
    environment,
    batchContexts: choice.contexts,
    groupSize: choice.group ?? defaultsOf(environment).groupSize,
  });
  const settings: CompareSettings = {
    version: 1,
    kind: 'seeupo-comparison-settings',
    environment,
    sizes: size,
    network: networkKind(network),
    algorithms: names.map((name) => ({
      name,
      learningRate: learningRate ?? learningRateOf(environment, name),
    })),
    seeds: Array.from({ length: seeds }, (_, n) => seed + n),
    iterations: iterationsOf(environment, choice, batchContexts * groupSize),
    batchContexts,
    groupSize,
    engine,
  };
  checkSettings(settings);
  return settings;
}

/**
 * Throws UsageError for settings that cannot be run: an unknown environment, one that does not unroll or whose J* is
 * not positive, parts of an algorithm that do not go together.
 */
export function checkSettings(settings: CompareSettings): void {
  asInput(() => {
    const game = withWayOut(() => {
      const [first, ...others] = tasksOf(settings).map(({ config }) => trainerOptionsOf(config));
      for (const options of [first, ...others]) checkOptions(options);
      return unroll(first.environment);
    }, 'runs are compared by their exact J: choose smaller sizes with --size, or use "seeupo train" for each algorithm and "seeupo evaluate --samples 10000", which estimates J');
    const optimum = optimumOf(game);
    if (!optimum.gt(Rational.ZERO)) {
      throw new UsageError(`J* of ${settings.environment} is ${optimum}; shares of it mean nothing`);
    }
  });
}

/** One line that names the algorithms whose learning rate was not tuned for these settings; undefined where all were. */
export function untunedNote({ environment, sizes, algorithms }: CompareSettings): string | undefined {
  const tuned = Object.keys(sizes).length > 0 ? {} : (TUNED[environment]?.learningRates ?? {});
  const untuned = algorithms.filter(({ name }) => tuned[name] === undefined);
  if (untuned.length === 0) return undefined;
  const rates = untuned.map(({ name, learningRate }) => `${name} ${learningRate}`).join(', ');
  const where = environmentText(environment, sizes);
  return `Not tuned for ${where} are the learning rates ${rates}: another one may serve an algorithm better (see docs/training.md; --learning-rate sets that of all)`;
}

/** Errors about the input become UsageErrors. */
function asInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EnvironmentError || error instanceof NeuralError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

/** As many iterations as samples pay for, the last one whole. */
function iterationsOf(environment: string, { iterations, samples }: CompareChoice, samplesEach: number): number {
  if (samples !== undefined) return Math.ceil(samples / samplesEach);
  return iterations ?? defaultsOf(environment).iterations;
}
