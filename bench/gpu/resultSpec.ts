import { z } from 'zod';

/** What became of one section, whatever it did to its process. */
export const sectionResultSpec = z.strictObject({
  /** `skipped`: what it needs is not here, or an earlier section left nothing to do. */
  outcome: z.enum(['done', 'failed', 'timed out', 'skipped']),
  /** Of wall time, the start of its process included. */
  seconds: z.number(),
  /** Why it is not `done`, in one line. */
  cause: z.string().optional(),
  /** What it told, by name; all that it had told before it failed or ran out of time. */
  told: z.record(z.string(), z.json()),
});

/** The one file that the check of a GPU writes. */
export const gpuCheckSpec = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('seeupo-gpu-check'),
  /** `small`: what a GPU done in software can do in a minute, to test the check itself. */
  form: z.enum(['full', 'small']),
  engine: z.string(),
  host: z.strictObject({ node: z.string(), system: z.string(), cores: z.int(), processor: z.string() }),
  /** Of the whole check. */
  seconds: z.number(),
  sections: z.record(z.string(), sectionResultSpec),
});

/** See `sectionResultSpec`. */
export type SectionResult = z.output<typeof sectionResultSpec>;
/** See `gpuCheckSpec`. */
export type GpuCheck = z.output<typeof gpuCheckSpec>;
/** Something that a section tells. */
export type Told = SectionResult['told'][string];
