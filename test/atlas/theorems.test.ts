import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../src/atlas/columns.js';
import { parseRow } from '../../src/atlas/row.js';
import { MATRIX_ROWS } from '../../src/atlas/rows.js';
import { SINGLE_TURN_ROWS } from '../../src/atlas/table1.js';
import { COVERING, coveringTheorem } from '../../src/atlas/theorems.js';
import { proofOf, type ProofRecord, readProofRecord } from '../../src/claims/proofRecord.js';

const record = readProofRecord() as ProofRecord;
const ROWS = [...MATRIX_ROWS, ...SINGLE_TURN_ROWS];
const SEEUPO = parseRow('grae:2 clip-turn:1/5 reverse full');

describe('the theorems that cover cells', () => {
  it.each(COVERING.map((entry) => [`${entry.claim}/${entry.theorem}`, entry] as const))(
    '%s is in the proof record as a theorem that states the claim, and covers rows',
    (_, { claim, theorem, covers }) => {
      expect(proofOf(claim, record)?.theorems).toContain(theorem);
      expect(ROWS.filter(covers).length).toBeGreaterThan(0);
    },
  );

  it('cover only rows with full information, unbiased values, and no normalisation', () => {
    const covered = ROWS.filter((row) => COLUMNS.some(({ id }) => coveringTheorem(row, id) !== undefined));
    expect(covered.length).toBeGreaterThan(50);
    expect(covered.filter(({ information }) => information !== 'full')).toEqual([]);
    expect(covered.filter(({ advantage }) => /-std:/.test(advantage))).toEqual([]);
    expect(covered.filter(({ update }) => /^(length-gradient|clip-joint):/.test(update))).toEqual([]);
  });

  it('cover GAE only where nothing is carried', () => {
    const gae = ROWS.filter(
      (row) => row.advantage.startsWith('gae:') && coveringTheorem(row, 'monotone') !== undefined,
    );
    expect(new Set(gae.map(({ order }) => order))).toEqual(new Set(['forward', 'simultaneous']));
  });

  it('cover the one-sweep optimum only in reverse order without a drift', () => {
    const covered = ROWS.filter((row) => coveringTheorem(row, 'one-sweep') !== undefined);
    expect(new Set(covered.map(({ update, order }) => `${update} ${order}`))).toEqual(
      new Set(['unrestricted reverse']),
    );
  });

  it('cover nothing when the record does not know them, or proof files changed since', () => {
    expect(coveringTheorem(SEEUPO, 'monotone', record)?.theorem).toBe('D1_reverse_sweep_improves');
    const without = {
      ...record,
      theorems: record.theorems.filter(({ theorem }) => theorem !== 'D1_reverse_sweep_improves'),
    };
    expect(coveringTheorem(SEEUPO, 'monotone', without)).toBeUndefined();
    const changed = { ...record, files: { ...record.files, 'theorems/Improvement.v': '0'.repeat(64) } };
    expect(coveringTheorem(SEEUPO, 'monotone', changed)).toBeUndefined();
  });
});
