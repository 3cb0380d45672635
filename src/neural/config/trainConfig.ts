import { z } from 'zod';
import { longestEpisode } from '../../environments/environment.js';
import { environmentByName } from '../../environments/registry.js';
import { unrollTokens } from '../../environments/unroll.js';
import { type Algorithm, algorithmSpec } from '../algorithm/algorithm.js';
import { type PresetName, PRESETS } from '../algorithm/presets.js';
import type { NetworkSpec } from '../network/networkSpec.js';
import { tabularSpec } from '../network/tabular.js';
import { optimizerSpec } from '../train/optimizer.js';
import type { TrainerOptions } from '../train/trainerOptions.js';

const count = z.int().positive();
const presetName = z.enum(Object.keys(PRESETS) as [PresetName, ...PresetName[]]);

/** A preset with some of its parts replaced; null leaves out a part that it could do without. */
const changedPresetSpec = algorithmSpec.partial().extend({
  preset: presetName,
  kl: algorithmSpec.shape.kl.nullable().describe("null: without the preset's"),
  safeguard: algorithmSpec.shape.safeguard.nullable().describe("null: without the preset's"),
});

/** A network as a user writes it: what depends on the environment is filled in. */
const writtenNetworkSpec = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tabular').describe('one row of logits per history; the environment must unroll'),
    window: z.int().nonnegative().optional().describe('see the last tokens only; 0 for one distribution in all places'),
  }),
  z.strictObject({
    kind: z.literal('mlp'),
    window: count.optional().describe('how many of the last tokens it sees; default all'),
    embedding: count.default(8),
    hidden: z.array(count).default([64]),
  }),
  z.strictObject({ kind: z.literal('gru'), embedding: count.default(16), hidden: count.default(64) }),
  z.strictObject({
    kind: z.literal('transformer'),
    width: count.default(32),
    layers: count.default(2),
    heads: count.default(2),
  }),
]);

/** The configuration of a training run, as a JSON file; every default is stated here and nowhere else. */
export const trainConfigSpec = z.strictObject({
  version: z.literal(1),
  environment: z.string().describe('the name of an environment'),
  sizes: z
    .record(z.string(), z.union([z.int(), z.boolean()]))
    .default({})
    .describe('its sizes, where they are not the default'),
  network: writtenNetworkSpec.default({ kind: 'tabular' }),
  algorithm: z
    .union([presetName, changedPresetSpec])
    .default('seeupo')
    .describe('a preset, or a preset with some of its parts replaced'),
  optimizer: optimizerSpec.prefault({ kind: 'adam', learningRate: 0.01 }),
  batchContexts: count.default(8).describe('B, contexts per iteration'),
  groupSize: count.default(8).describe('G, rollouts per context'),
  iterations: count.default(50),
  seed: z.int().nonnegative().default(1).describe('the root of every random stream'),
  checkpointEvery: count.default(10).describe('iterations between checkpoints'),
});

/** See `trainConfigSpec`. */
export type TrainConfig = z.output<typeof trainConfigSpec>;

/** The preset, with the parts replaced that the configuration names, and without those that it names as null. */
export function algorithmOf(written: TrainConfig['algorithm']): Algorithm {
  if (typeof written === 'string') return PRESETS[written];
  const { preset, ...parts } = written;
  const all = Object.entries({ ...PRESETS[preset], ...parts });
  return algorithmSpec.parse(Object.fromEntries(all.filter(([, part]) => part !== null)));
}

/**
 * The run that a configuration asks for. Throws EnvironmentError for an unknown environment or size, or one that is
 * too large for a table, and NeuralError for parts that do not go together (when the trainer starts).
 */
export function trainerOptionsOf(config: TrainConfig): TrainerOptions {
  const environment = environmentByName(config.environment, config.sizes);
  const { optimizer, batchContexts, groupSize, seed } = config;
  const algorithm = algorithmOf(config.algorithm);
  const network = networkOf(config.network, environment);
  return { environment, network, algorithm, optimizer, batchContexts, groupSize, seed };
}

function networkOf(written: TrainConfig['network'], environment: TrainerOptions['environment']): NetworkSpec {
  switch (written.kind) {
    case 'tabular': {
      const { histories, prefixes } = unrollTokens(environment);
      const known = histories.flatMap((history, node) =>
        history === undefined ? [] : [[...history, ...(prefixes[node] ?? [])]],
      );
      return tabularSpec(known, written.window);
    }
    case 'mlp':
      return { ...written, window: written.window ?? longestEpisode(environment) };
    case 'gru':
      return written;
    case 'transformer':
      // One more: the place of the token that is asked for.
      return { ...written, maxLength: longestEpisode(environment) + 1 };
  }
}
