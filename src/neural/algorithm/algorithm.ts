import { z } from 'zod';
import { advantageSpec } from './advantageRule.js';

const positive = z.number().positive();
const count = z.int().positive();
/**
 * How the tokens of a response are put together: their sum, or their mean. Turns are summed, trajectories averaged.
 * A token that is forced (the only legal one) is a token too: it counts in the length that a mean divides by, in GAE
 * and in the critic's loss, although its ratio is 1 and its gradient 0 whatever the policy.
 */
const aggregation = z.enum(['token-sum', 'token-mean']);
const clip = { low: z.number().min(0).max(1), high: z.number().nonnegative(), dual: z.number().gt(1).optional() };

/**
 * What a step ascends, for each sample.
 * - `score`: log π_θ(a|h)·A, the policy gradient.
 * - `clip` with ratio `joint`: min(ρM, clip(ρ)M), ρ the likelihood ratio of the response (Eq. 6).
 * - `clip` with ratio `geometric-mean`: the same with GSPO's length-normalised ratio.
 * - `clip` with ratio `token`: the same for every token by itself (PPO), put together by `aggregation`.
 */
export const updateSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('score') }),
  z.discriminatedUnion('ratio', [
    z.strictObject({ kind: z.literal('clip'), ratio: z.enum(['joint', 'geometric-mean']), ...clip }),
    z.strictObject({ kind: z.literal('clip'), ratio: z.literal('token'), aggregation, ...clip }),
  ]),
]);

/**
 * What M_t becomes after turn t's update: `none`, it stays Â; `ratio`, it is multiplied by that turn's ratio (Eq. 8
 * with `joint`), which, and the product of which, is clipped to [1 − clip, 1 + clip] if so stated.
 */
export const carrySpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('ratio'),
    ratio: z.enum(['joint', 'geometric-mean']),
    clip: z.number().gt(0).lt(1).optional(),
  }),
]);

/** An algorithm as data: SeeUPPO-GRAE and every baseline are values of this one type. See `PRESETS`. */
export const algorithmSpec = z.strictObject({
  advantage: advantageSpec,
  update: updateSpec,
  /** The order of the turns' updates in one iteration; `simultaneous`: all turns in one loss. */
  turns: z.enum(['reverse', 'forward', 'random', 'simultaneous']),
  carry: carrySpec,
  /** The policy below the ratio: θ_k, the one that sampled (the paper), or θ just before this turn's update. */
  ratioOver: z.enum(['iteration-start', 'turn-start']),
  /** A turn that a trajectory does not have: nothing, or a copy of its last turn with advantage 0 (released code). */
  missingTurns: z.enum(['none', 'copy-of-last']),
  /** Passes over the samples per turn (per iteration, if simultaneous). */
  epochs: count,
  /** Parts into which the trajectories are dealt in each pass; each part is one optimizer step. */
  miniBatches: count,
  /** A penalty weight·KL(π_θ‖π_θ0) with the k3 estimator. */
  kl: z.strictObject({ weight: positive, aggregation }).optional(),
  /**
   * After the sweep, go back towards θ_k until the sampled joint-ratio surrogate with this clip is not negative
   * (claim D7). That surrogate bounds the gain in J only for a return less a baseline, so no baseline and
   * `group-deviation`, a scale by context, are refused. `batch-deviation` is sound only as one positive scale for all,
   * which does not change the sign: where the baseline is per group (the batch's mean is then 0) and without `clamp`.
   */
  safeguard: z.strictObject({ clip: positive, halvings: z.int().nonnegative() }).optional(),
});

/** See `algorithmSpec`. */
export type Algorithm = z.output<typeof algorithmSpec>;
/** See `updateSpec`. */
export type Update = z.output<typeof updateSpec>;
/** See `carrySpec`. */
export type Carry = z.output<typeof carrySpec>;
