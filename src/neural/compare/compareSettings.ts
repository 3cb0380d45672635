import { z } from 'zod';
import { type PresetName, PRESETS } from '../algorithm/presets.js';
import { type TrainConfig, trainConfigSpec } from '../config/trainConfig.js';

const presetName = z.enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]]);

/** What a comparison runs: everything that its runs depend on. Every algorithm meets every seed. */
export const compareSettingsSpec = z.strictObject({
  version: z.literal(1),
  kind: z.literal('seeupo-comparison-settings'),
  environment: z.string(),
  sizes: trainConfigSpec.shape.sizes,
  network: z.enum(['tabular', 'mlp', 'gru', 'transformer']),
  algorithms: z.array(z.strictObject({ name: presetName, learningRate: z.number().positive() })).min(1),
  seeds: z.array(z.int().nonnegative()).min(1),
  iterations: z.int().positive(),
  batchContexts: trainConfigSpec.shape.batchContexts,
  groupSize: trainConfigSpec.shape.groupSize,
  /** As `--engine` takes it. */
  engine: z.string(),
});

/** See `compareSettingsSpec`. */
export type CompareSettings = z.output<typeof compareSettingsSpec>;

/** One run: its algorithm's name, and the configuration that "seeupo train" would take. */
export interface CompareTask {
  readonly algorithm: PresetName;
  readonly config: TrainConfig;
}

/** The runs of a comparison, seed by seed, so that one which is stopped early has compared something. */
export function tasksOf(settings: CompareSettings): CompareTask[] {
  const { environment, sizes, network, algorithms, seeds, iterations, batchContexts, groupSize } = settings;
  return seeds.flatMap((seed) =>
    algorithms.map(({ name, learningRate }) => ({
      algorithm: name,
      config: trainConfigSpec.parse({
        version: 1,
        environment,
        sizes,
        network: { kind: network },
        algorithm: name,
        optimizer: { kind: 'adam', learningRate },
        iterations,
        batchContexts,
        groupSize,
        seed,
      }),
    })),
  );
}
