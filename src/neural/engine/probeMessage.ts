import { z } from 'zod';
import { ENGINE_NAMES, engineInfoSpec } from './engine.js';
import { gradientCheckSpec } from './gradientCheck.js';

/** What a probe is asked for, as one JSON argument of its process. */
export const probeRequestSpec = z.strictObject({
  name: z.enum(ENGINE_NAMES),
  adapter: z.string().optional(),
  cpuForward: z.boolean().optional(),
});

/** What a probe is asked for. */
export type ProbeRequest = z.output<typeof probeRequestSpec>;

/** What a probe's process answers, as one message. */
export const probeAnswerSpec = z.discriminatedUnion('works', [
  z.strictObject({ works: z.literal(true), info: engineInfoSpec, check: gradientCheckSpec }),
  z.strictObject({ works: z.literal(false), cause: z.string(), cure: z.string() }),
]);

/** What a probe's process answers. */
export type ProbeAnswer = z.output<typeof probeAnswerSpec>;
