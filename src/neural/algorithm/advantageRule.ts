import { z } from 'zod';

/** What is done where a deviation is 0 (or at most `threshold`): advantage 0, or the difference unscaled. */
const whenZero = z.enum(['zero', 'unscaled']);

/**
 * How advantages are scaled; never inferred from anything else.
 * - `none`.
 * - `group-deviation`: Â/(σ + stabiliser), σ over the returns of the sample's group (GRPO). A scale that depends on
 *   the context: it can turn the direction of the update.
 * - `batch-deviation`: (Â − mean)/(σ + stabiliser) over all samples of the iteration; then clamped to ±`clamp`.
 */
export const normalisationSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.enum(['group-deviation', 'batch-deviation']),
    divisor: z.enum(['n', 'n-1']),
    stabiliser: z.number().nonnegative(),
    threshold: z.number().nonnegative(),
    whenZero,
    clamp: z.number().positive().optional(),
  }),
]);

/** See `normalisationSpec`. */
export type Normalisation = z.output<typeof normalisationSpec>;

/**
 * Where the advantage of a sample comes from.
 * - `return`: one number per trajectory, R less a baseline: none; the mean of its group, its own return included
 *   (GRAE, Eq. 9); or the mean of the others in the group (leave-one-out). `single`: what a group of one gives under
 *   `group-mean`: 0, as the formula says, or the return itself, as the released code has it.
 * - `gae`: one number per response token, GAE(λ) with a learned critic, undiscounted (γ = 1).
 */
export const advantageSpec = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('return'),
    baseline: z.enum(['none', 'group-mean', 'leave-one-out']),
    single: z.enum(['zero', 'return']),
    normalisation: normalisationSpec,
  }),
  z.strictObject({
    kind: z.literal('gae'),
    lambda: z.number().min(0).max(1),
    normalisation: normalisationSpec,
  }),
]);

/** See `advantageSpec`. */
export type AdvantageRule = z.output<typeof advantageSpec>;
/** An advantage rule with one number per trajectory. */
export type ReturnAdvantage = Extract<AdvantageRule, { kind: 'return' }>;
