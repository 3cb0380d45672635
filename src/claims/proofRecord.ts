import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** The folder of the machine-checked proofs. */
const PROOFS = new URL('../../proofs/', import.meta.url);

/** What the last run of the proof gate confirmed, and of which files (proofs/record.json). */
export const proofRecordSpec = z.strictObject({
  version: z.literal(1),
  /** Version of the prover. */
  coq: z.string(),
  /** SHA-256 of every proof file, by path within proofs/. */
  files: z.record(z.string(), z.string()),
  theorems: z.array(
    z.strictObject({
      claim: z.string(),
      theorem: z.string(),
      file: z.string(),
      /** The axioms that the prover reports for it. */
      axioms: z.array(z.string()),
    }),
  ),
});

export type ProofRecord = z.infer<typeof proofRecordSpec>;

/** What the record says of one claim. `stale`: proof files changed since the gate ran, so nothing is confirmed. */
export interface ProofStatus {
  readonly theorems: readonly string[];
  readonly axioms: readonly string[];
  readonly stale: boolean;
}

/** What the proof gate confirmed of claim `id`; undefined when it names no theorem for it (or never ran). */
export function proofOf(id: string, record: ProofRecord | undefined = readProofRecord()): ProofStatus | undefined {
  const theorems = record?.theorems.filter((entry) => entry.claim === id) ?? [];
  if (record === undefined || theorems.length === 0) return undefined;
  return {
    theorems: theorems.map((entry) => entry.theorem),
    axioms: [...new Set(theorems.flatMap((entry) => entry.axioms))].sort(),
    stale: isStale(record),
  };
}

/** The committed record, or undefined when there is none. */
export function readProofRecord(): ProofRecord | undefined {
  let text: string;
  try {
    text = readFileSync(new URL('record.json', PROOFS), 'utf8');
  } catch {
    return undefined;
  }
  return proofRecordSpec.parse(JSON.parse(text));
}

/** Has a recorded file changed, or gone, since the gate ran? */
function isStale(record: ProofRecord): boolean {
  return Object.entries(record.files).some(([path, hash]) => hashOf(path) !== hash);
}

function hashOf(path: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(new URL(path, PROOFS))).digest('hex');
  } catch {
    return undefined;
  }
}
