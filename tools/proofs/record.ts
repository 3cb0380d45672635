import { type ProofRecord, proofFileHashes } from '../../src/claims/proofRecord.js';
import type { Entry } from './table.js';

/** What the gate confirmed: the theorems with their axioms, and the hash of every file that it judged (default: as it is now). */
export function recordOf(
  version: string,
  table: readonly Entry[],
  files: Readonly<Record<string, string>> = proofFileHashes(),
): ProofRecord {
  return {
    version: 1,
    coq: version,
    files: { ...files },
    theorems: table.map(({ claim, theorem, file, kind, axioms }) => ({ claim, theorem, file, kind, axioms })),
  };
}

/** Do the two records confirm the same? The prover's version may differ. */
export function sameRecord(a: ProofRecord, b: ProofRecord): boolean {
  return canonical(a) === canonical(b);
}

function canonical(record: ProofRecord): string {
  const files = Object.entries(record.files).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ ...record, coq: '', files });
}
