import { type ProofRecord, proofFileHashes } from '../../src/claims/proofRecord.js';
import type { Entry } from './table.js';

/** What the gate confirmed: the theorems with their axioms, and the hash of every file that it judged. */
export function recordOf(version: string, table: readonly Entry[]): ProofRecord {
  return {
    version: 1,
    coq: version,
    files: proofFileHashes(),
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
