import { z } from 'zod';
import { compareSettingsSpec } from '../neural/compare/compareSettings.js';
import { runRecordSpec } from '../neural/compare/runRecord.js';
import { trainConfigSpec } from '../neural/config/trainConfig.js';

/** What a worker process is told: a run to do. Its algorithm's name is one of the settings'. */
export const compareOrderSpec = z.strictObject({
  engine: compareSettingsSpec.shape.engine,
  algorithm: compareSettingsSpec.shape.algorithms.element.shape.name,
  config: trainConfigSpec,
});

/** See `compareOrderSpec`. */
export type CompareOrder = z.output<typeof compareOrderSpec>;

/** What a worker process tells: an iteration is done; a run is done; or why it cannot be done. */
export const compareNewsSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('iteration') }),
  z.strictObject({ kind: z.literal('run'), record: runRecordSpec }),
  /** `isInput`: the input is to blame, not the program. */
  z.strictObject({ kind: z.literal('failure'), message: z.string(), isInput: z.boolean() }),
]);

/** See `compareNewsSpec`. */
export type CompareNews = z.output<typeof compareNewsSpec>;
