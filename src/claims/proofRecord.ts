import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
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
      /** Does it state the claim, or refute the claim (or a nearby statement) by computing one instance? */
      kind: z.enum(['theorem', 'counterexample']),
      /** The axioms that the prover reports for it. */
      axioms: z.array(z.string()),
    }),
  ),
});

/** The content of proofs/record.json. */
export type ProofRecord = z.infer<typeof proofRecordSpec>;

/** What the record says of one claim. `stale`: proof files changed since the gate ran, so nothing is confirmed. */
export interface ProofStatus {
  readonly theorems: readonly string[];
  readonly axioms: readonly string[];
  readonly stale: boolean;
}

/** What the proof gate confirmed of claim `id`; undefined when it knows no theorem that states it (or never ran). */
export function proofOf(id: string, record: ProofRecord | undefined = readProofRecord()): ProofStatus | undefined {
  const theorems = record?.theorems.filter((entry) => entry.claim === id && entry.kind === 'theorem') ?? [];
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

/** SHA-256 of every file that the proof gate judges, by path within proofs/: the Coq files, their list, and the table. */
export function proofFileHashes(): Record<string, string> {
  const paths = readdirSync(PROOFS, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const judged = paths.filter((path) => path.endsWith('.v') || path === '_CoqProject' || path === 'claims.json').sort();
  return Object.fromEntries(judged.map((path) => [path, hashOf(path)]));
}

const staleness = new WeakMap<ProofRecord, boolean>();

/** Has a file changed, gone or come since the gate ran? Looked up once for each record that was read. */
function isStale(record: ProofRecord): boolean {
  const known = staleness.get(record);
  if (known !== undefined) return known;
  const now = Object.entries(proofFileHashes());
  const stale =
    now.length !== Object.keys(record.files).length || now.some(([path, hash]) => record.files[path] !== hash);
  staleness.set(record, stale);
  return stale;
}

function hashOf(path: string): string {
  return createHash('sha256')
    .update(readFileSync(new URL(path, PROOFS)))
    .digest('hex');
}
