import { z } from 'zod';
import { exactSpec } from '../game/exactSpec.js';
import { gameSpec } from '../game/gameSpec.js';
import { policySpec } from '../policy/policyFile.js';
import { schemaText } from '../policy/jsonSchemas.js';

const number = z
  .union([exactSpec, z.tuple([exactSpec, exactSpec])])
  .meta({ id: 'number', description: 'An exact number, or the two ends of an enclosure.' });
const distribution = z.record(z.string().min(1), number).meta({ description: 'Action label → probability.' });
const pool = z.array(z.int().min(1)).min(1);

const computedSpec = z.strictObject({
  kind: z.enum(['computed', 'computed-by-token']),
  estimator: z.string().meta({ description: 'Of Â, such as "joint" (R − V(s0)), "grae:2", "loo:2", "gae:19/20".' }),
  step: z.string().meta({ description: 'With its sizes, such as "clip:1/5", "ratio-box:1/5", "gradient:1:1,20".' }),
  order: z.array(pool).min(1).meta({ description: 'The turns updated together, in the order of the updates.' }),
  carry: z.string().meta({ description: 'Of M: "exact" (Eq. 8), "clipped:1/5", or "in-force".' }),
  unreached: z
    .enum(['argmax', 'kept', 'anything'])
    .meta({ description: 'What a history got that the policy in force does not reach.' }),
  around: z.string().optional().meta({ description: 'The policy around which updates were made, if not π_k.' }),
  share: exactSpec.optional().meta({ description: 'The share of the way from π_k that was gone. Default 1.' }),
  safeguard: z.strictObject({ epsilon: exactSpec, halvings: z.string() }).optional(),
});

const updateSpec = z
  .union([
    computedSpec,
    z.strictObject({ kind: z.literal('candidate'), step: z.string() }),
    z.strictObject({ kind: z.literal('as-returned') }),
  ])
  .meta({
    id: 'update',
    description:
      'What the updates claim to be: what estimator, step, order and carry make; some candidates of the neighbourhood; or nothing.',
  });

const iterationSpec = z
  .strictObject({
    update: updateSpec,
    witness: z
      .array(z.strictObject({ turns: pool.optional(), set: z.string().min(1), distribution }))
      .meta({ description: "Each turn's new distributions, in the order of the update." }),
    policy: z.record(z.string().min(1), distribution).meta({ description: 'π_{k+1}.' }),
  })
  .meta({ id: 'iteration' });

/** A certificate: everything that a refutation rests on (docs/certificates.md). The checker needs no schema. */
export const certificateSpec = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal('seeupo-certificate'),
    version: z.literal(1),
    statement: z
      .object({ id: z.string().min(1) })
      .catchall(z.any())
      .meta({ description: 'What fails: its id, and its own parameters by name.' }),
    regime: z
      .strictObject({
        information: z.enum(['full', 'truncated', 'shared', 'sets']),
        turns: z.int().min(0),
        support: z.enum(['full', 'partial']).meta({ description: 'Of the policy "old".' }),
      })
      .meta({ description: 'Of this instance, exactly.' }),
    values: z.strictObject({ left: number, right: number }).meta({ description: 'The two sides that are compared.' }),
    game: gameSpec,
    policies: z
      .record(z.string().min(1), policySpec)
      .meta({ description: '"old" is π_k; the statement names others.' }),
    iterations: z.array(iterationSpec).meta({ description: 'From "old" on; none where the statement needs none.' }),
    provenance: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Title, claim or guarantee, seed, tie, producer, version: listed, not trusted.' }),
  })
  .meta({ title: 'A certificate of a refutation' });

/** The JSON form of a certificate (schemas/certificate.schema.json). */
export type Certificate = z.infer<typeof certificateSpec>;

/** The published JSON Schema of certificates, by file name under schemas/. */
export function certificateJsonSchemas(): ReadonlyMap<string, string> {
  return new Map([['certificate.schema.json', schemaText(certificateSpec)]]);
}
