import { z } from 'zod';

const count = z.int().positive();

/**
 * What a network is made from; data that a configuration and a checkpoint carry.
 * - `tabular`: one row of logits per key of the last `window` tokens (all of them without `window`).
 * - `mlp`: sees the last `window` tokens, through one hidden layer per entry of `hidden`.
 * - `gru`: a recurrent network over all tokens so far.
 * - `transformer`: a causal transformer (norm before each block, learned positions) over up to `maxLength` tokens.
 */
export const networkSpec = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('tabular'),
    window: z.int().nonnegative().optional(),
    /** The key of each row: tokens joined by commas, '' for none. */
    keys: z.array(z.string()).nonempty(),
  }),
  z.strictObject({ kind: z.literal('mlp'), window: count, embedding: count, hidden: z.array(count) }),
  z.strictObject({ kind: z.literal('gru'), embedding: count, hidden: count }),
  z.strictObject({
    kind: z.literal('transformer'),
    maxLength: count,
    width: count,
    layers: count,
    heads: count,
  }),
]);

/** See the schema of the same name. */
export type NetworkSpec = z.output<typeof networkSpec>;

/** The spec of one kind of network. */
export type SpecOf<Kind extends NetworkSpec['kind']> = Extract<NetworkSpec, { kind: Kind }>;
