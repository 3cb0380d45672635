import { describe, expect, it } from 'vitest';
import { type ProofRecord, proofFileHashes, proofOf } from '../../src/claims/proofRecord.js';
import { CLAIMS } from '../../src/claims/registry.js';
import { PROOFS } from '../../tools/proofs/files.js';
import { recordOf, sameRecord } from '../../tools/proofs/record.js';
import { proofTable } from '../../tools/proofs/table.js';

const table = proofTable(PROOFS);
const record = (): ProofRecord => recordOf('8.16.1', table);

/** The record with other file hashes. */
function withFiles(change: (files: Record<string, string>) => void): ProofRecord {
  const changed = record();
  const files = { ...changed.files };
  change(files);
  return { ...changed, files };
}

describe('proofOf', () => {
  it('knows the theorems and axioms of a claim', () => {
    const proof = proofOf('D1', record());
    expect(proof?.stale).toBe(false);
    expect(proof?.theorems.length).toBeGreaterThan(0);
    expect(proof?.axioms).toContain('functional_extensionality_dep');
  });

  it('knows nothing of a claim that the table does not name', () => {
    expect(proofOf('Z9', record())).toBeUndefined();
  });

  it('takes a computed counterexample for no proof of the claim', () => {
    const fresh = record();
    const theorems = fresh.theorems.map((entry) => ({ ...entry, kind: 'counterexample' as const }));
    expect(proofOf('D1', { ...fresh, theorems })).toBeUndefined();
  });

  it('is stale when a proof file changed, went or came', () => {
    const stale = (change: (files: Record<string, string>) => void): boolean | undefined =>
      proofOf('D1', withFiles(change))?.stale;
    expect(stale(() => undefined)).toBe(false);
    expect(stale((files) => (files['definitions/Game.v'] = '0'.repeat(64)))).toBe(true);
    expect(stale((files) => (files['theorems/Gone.v'] = '0'.repeat(64)))).toBe(true);
    expect(stale((files) => delete files['definitions/Game.v'])).toBe(true);
    expect(stale((files) => delete files['claims.json'])).toBe(true);
  });
});

describe('sameRecord', () => {
  it('ignores the version of the prover and the order of files, and nothing else', () => {
    const fresh = record();
    const reordered = Object.fromEntries(Object.entries(fresh.files).reverse());
    expect(sameRecord(fresh, { ...fresh, coq: '8.20.0', files: reordered })).toBe(true);
    expect(sameRecord(fresh, { ...fresh, theorems: fresh.theorems.slice(1) })).toBe(false);
    expect(
      sameRecord(
        fresh,
        withFiles((files) => (files['claims.json'] = '')),
      ),
    ).toBe(false);
  });
});

describe('the table of theorems', () => {
  it('has a theorem for every claim that the catalogue calls proved', () => {
    const expected = CLAIMS.filter(({ expected }) => expected === 'proved').map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(5);
    expect(expected.filter((id) => proofOf(id, record()) === undefined)).toEqual([]);
  });

  it('names only files that are there', () => {
    const files = Object.keys(proofFileHashes());
    expect(table.flatMap(({ file, mutants }) => [file, ...mutants]).filter((file) => !files.includes(file))).toEqual(
      [],
    );
  });
});
