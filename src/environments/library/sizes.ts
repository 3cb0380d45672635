import { z } from 'zod';

/** An integer size between `least` and `most`; `preset` is its default. */
export function size(preset: number, least: number, most: number, description: string): z.ZodDefault<z.ZodInt> {
  return z
    .int({ error: 'must be an integer' })
    .min(least, { error: `must be at least ${least}` })
    .max(most, { error: `must be at most ${most}` })
    .default(preset)
    .describe(`${description} (${least} … ${most})`);
}

/** A size that is on or off. */
export function choice(preset: boolean, description: string): z.ZodDefault<z.ZodBoolean> {
  return z.boolean({ error: 'must be true or false' }).default(preset).describe(description);
}
