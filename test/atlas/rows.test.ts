import { describe, expect, it, test } from 'vitest';
import { AlgorithmError } from '../../src/algorithm/algorithmError.js';
import { examinedOf, regimeOf } from '../../src/atlas/algorithmOf.js';
import { AtlasError } from '../../src/atlas/atlasError.js';
import { parseRow, type Row, rowId } from '../../src/atlas/row.js';
import { ADVANTAGES, combinations, MATRIX_ROWS } from '../../src/atlas/rows.js';
import { EXCLUSIONS, whyNot } from '../../src/atlas/sensible.js';
import { SINGLE_TURN_ROWS, TABLE1 } from '../../src/atlas/table1.js';
import { Random } from '../../src/claims/generate/random.js';
import { Rational } from '../../src/exact/rational.js';
import { worldInstance } from '../../src/search/world.js';

const ROWS: readonly Row[] = [...MATRIX_ROWS, ...SINGLE_TURN_ROWS];

describe('the rows of the atlas', () => {
  it('are every combination that makes sense, each once, and more than 350', () => {
    expect(new Set(ROWS.map(rowId)).size).toBe(ROWS.length);
    expect(MATRIX_ROWS.length).toBeGreaterThan(350);
    expect(MATRIX_ROWS.filter(whyNot)).toEqual([]);
    expect(SINGLE_TURN_ROWS.filter(whyNot)).toEqual([]);
    expect(combinations().filter((row) => whyNot(row) === undefined)).toEqual(MATRIX_ROWS);
  });

  it.each(EXCLUSIONS.map((exclusion) => [exclusion.id, exclusion] as const))(
    'leave combinations out because "%s", and for a reason in a sentence',
    (_, { excludes, reason }) => {
      const single = combinations().map((row): Row => ({ ...row, turns: 'single' }));
      const candidates = [...combinations(), ...single];
      const excluded = candidates.filter(excludes);
      expect(excluded.length).toBeGreaterThan(0);
      expect(excluded.length).toBeLessThan(candidates.length);
      expect(reason).toMatch(/^[A-Z].*\.$/);
    },
  );

  it('have the methods of Table 1 among them', () => {
    const ids = new Set(ROWS.map(rowId));
    expect(TABLE1.filter(({ row }) => !ids.has(row))).toEqual([]);
    expect(SINGLE_TURN_ROWS.length).toBe(5);
  });

  it('are told apart by the letters of their advantages', () => {
    expect(new Set(ADVANTAGES.map(({ letter }) => letter)).size).toBe(ADVANTAGES.length);
  });

  it('can each be run on random games of their regime, or say what they need', () => {
    const failed = ROWS.flatMap((row) => {
      const random = new Random(7);
      for (let n = 0; n < 6; n++) {
        const { policies } = worldInstance(random, regimeOf(row), [1]);
        try {
          const { probability } = examinedOf(row).step(policies['old'], { tie: 'stay', seed: 1, precision: 30 });
          if (probability.length !== policies['old'].probability.length) return [`${rowId(row)}: lost edges`];
        } catch (error) {
          const needs = error instanceof AlgorithmError && policies['old'].game.discount.equals(Rational.ONE);
          if (needs || !row.update.startsWith('clip-token')) return [`${rowId(row)}: ${String(error)}`];
        }
      }
      return [];
    });
    expect(failed).toEqual([]);
  });
});

describe('the name of a row', () => {
  it.each(ROWS.map(rowId))('%s is read back', (id) => {
    expect(rowId(parseRow(id))).toBe(id);
  });

  it.each([
    ['grae:2 clip-turn:1/5 reverse', 'is no row'],
    ['grae:2 clip-turn:1/5 reverse full twice', 'is no row'],
    ['grae:2 clip-turn:1/5 reverse full single-turn more', 'is no row'],
    ['grae:0 clip-turn:1/5 reverse full', 'a whole number from 2 to 9'],
    ['grae clip-turn:1/5 reverse full', 'a whole number from 2 to 9'],
    ['batch-std:1x1 clip-turn:1/5 reverse full', 'at least two samples'],
    ['batch-std:3 clip-turn:1/5 reverse full', 'write batch-std:GxB'],
    ['gae:2 clip-turn:1/5 reverse full', 'from 0 to 1'],
    ['gae:x clip-turn:1/5 reverse full', 'from 0 to 1'],
    ['mean:2 clip-turn:1/5 reverse full', 'unknown advantage "mean:2"'],
    ['joint:2 clip-turn:1/5 reverse full', 'unknown advantage "joint:2"'],
    ['joint clip:1/5 reverse full', 'unknown update "clip:1/5"'],
    ['joint clip-turn reverse full', 'unknown update "clip-turn"'],
    ['joint clip-turn:2 reverse full', '"clip-turn:2": the clip range'],
    ['joint kl:x reverse full', '"kl:x"'],
    ['joint constructor:1 reverse full', 'unknown update'],
    ['joint kl:1 backwards full', 'unknown order "backwards"; write reverse, forward, simultaneous, random'],
    ['joint kl:1 reverse half', 'unknown information "half"; write full, truncated, shared'],
  ])('%s is refused', (id, message) => {
    expect(() => parseRow(id)).toThrow(AtlasError);
    expect(() => parseRow(id)).toThrow(message);
  });
});

test.each([
  ['grae:2 clip-token:1/5 simultaneous truncated', 'tokens need full information'],
  ['grae:2 clip-token:1/5 forward full', 'tokens go turn by turn or together'],
  ['grae:2 clip-joint:1/5 simultaneous full', 'joint ratio needs a sequence'],
])('%s is left out: %s', (row, id) => {
  const [excluded] = combinations().filter((one) => rowId(one) === row);
  expect(whyNot(excluded)?.id).toBe(id);
});

describe('parts of rows that are none', () => {
  it.each(['gae:-1/10', 'gae:11/10', 'gae:x'])('"%s" has no λ from 0 to 1', (id) => {
    expect(() => parseRow(`${id} clip-turn:1/5 reverse full`)).toThrow(/λ is an exact number from 0 to 1/);
  });

  it('an update of a size that its step refuses says why, and keeps the cause', () => {
    try {
      parseRow('joint clip-turn:-1 reverse full');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AtlasError);
      expect((error as AtlasError).cause).toBeInstanceOf(Error);
    }
  });
});
