import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** One row of proofs/claims.json: a theorem (or a computed counterexample) that a claim names. */
const entrySpec = z.strictObject({
  claim: z.string(),
  theorem: z.string(),
  file: z.string(),
  library: z.string(),
  statement: z.string(),
  kind: z.enum(['theorem', 'counterexample']),
  instance: z.string().nullable(),
  mutants: z.array(z.string()),
  axioms: z.array(z.string()),
});

export type Entry = z.infer<typeof entrySpec>;

/** The table claim → theorem. Throws when the file is missing or malformed. */
export function proofTable(folder: URL): Entry[] {
  return z.array(entrySpec).parse(JSON.parse(readFileSync(new URL('claims.json', folder), 'utf8')));
}
