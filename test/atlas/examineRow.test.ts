import { describe, expect, it } from 'vitest';
import { crossRow, poolOf } from '../../src/atlas/crossed.js';
import { atlasOf, atlasSettings } from '../../src/atlas/atlasFile.js';
import { type Cell, verdictOf } from '../../src/atlas/cell.js';
import type { ColumnId } from '../../src/atlas/columns.js';
import { examineRow, instanceOf } from '../../src/atlas/examineRow.js';
import { checkInCell, replays } from '../../src/atlas/replayCell.js';

const BUDGET = { seed: 1, runs: 20 };

function examined(row: string, column: ColumnId, budget = BUDGET): Cell {
  const [cell] = examineRow({ row, columns: [column] }, budget);
  return cell;
}

describe('a cell', { timeout: 60_000 }, () => {
  it('is proved where a theorem covers it and the search agrees', () => {
    expect(verdictOf(examined('grae:2 clip-turn:1/5 reverse full', 'monotone'))).toBe('proved');
  });

  it('is inconclusive where the search is shorter than one that has shown that it can find', () => {
    const cell = examined('grae:2 clip-turn:1/5 reverse truncated', 'monotone');
    expect(verdictOf(cell)).toBe('inconclusive');
    expect(cell.why).toMatch(/^needs \d+ random instances/);
  });

  it('is refuted by an instance that replays, with shared parameters', () => {
    const cell = examined('grae:2 clip-turn:1/5 reverse shared', 'monotone');
    expect(verdictOf(cell)).toBe('refuted');
    expect(cell.counterexample?.violation.expected).toBe('J(π_{k+1}) ≥ J(π_k)');
    expect(replays(cell)).toBe(true);
  });

  it('does not replay with other numbers, or under another algorithm', () => {
    const cell = examined('grae:2 clip-turn:1/5 reverse shared', 'monotone');
    const { counterexample } = cell;
    if (counterexample === undefined) throw new Error('no counterexample');
    const violation = { ...counterexample.violation, gap: '1/7' };
    expect(replays({ ...cell, counterexample: { ...counterexample, violation } })).toBe(false);
    const safe = { row: 'joint gradient:0 reverse shared', column: cell.column } as const;
    expect(checkInCell(safe, instanceOf(counterexample)).status).toBe('holds');
  });

  it('does not replay where its instance is no counterexample any more', () => {
    const { counterexample, ...cell } = examined('grae:2 clip-turn:1/5 reverse shared', 'monotone');
    if (counterexample === undefined) throw new Error('no counterexample');
    // A step that moves nothing lowers nothing.
    const safe = { ...cell, row: 'joint gradient:0 reverse shared', ties: [] };
    expect(checkInCell(safe, instanceOf(counterexample)).status).toBe('holds');
    expect(replays({ ...safe, counterexample })).toBe(false);
    expect(replays({ ...safe, ties: [{ tie: 'first', counterexample }] })).toBe(false);
    expect(replays({ ...cell, ties: [{ tie: 'first', counterexample }] })).toBe(true);
    expect(replays(safe)).toBe(true);
  });

  it('does not replay with a sentence that the small checker does not say', () => {
    const cell = examined('grae:2 clip-turn:1/5 reverse shared', 'monotone');
    const { counterexample } = cell;
    if (counterexample?.confirmation.word !== 'refuted') throw new Error('not confirmed');
    const confirmation = { ...counterexample.confirmation, sentence: 'J fell' };
    expect(replays({ ...cell, counterexample: { ...counterexample, confirmation } })).toBe(false);
  });

  it('names the tie rules that break what holds where ties stay', () => {
    const cell = examined('joint unrestricted forward full', 'fixed-point', { seed: 1, runs: 60 });
    expect(cell.examined).not.toBe('refuted');
    expect(cell.ties.map(({ tie }) => tie)).toContain('first');
    expect(replays(cell)).toBe(true);
  });

  it('is the same for the same budget, and depends on the seed', () => {
    const row = 'joint clip-turn:1/5 forward full';
    expect(examined(row, 'monotone')).toEqual(examined(row, 'monotone'));
    const seeds = [1, 2, 3].map((seed) => examined(row, 'monotone', { seed, runs: 60 }).counts.strict);
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  it('shares its iterations with the other columns of its row, and is the same alone', () => {
    const row = 'loo:2 clip-turn:1/5 reverse truncated';
    const together = examineRow({ row, columns: ['monotone', 'monotone-everywhere', 'fixed-point'] }, BUDGET);
    expect(together.map(({ column }) => examined(row, column).counts)).toEqual(together.map(({ counts }) => counts));
  });

  it('needs a root decided exactly: the identity is known to be one (a group of two, arms 1 | 3 or 0)', () => {
    for (const update of ['gradient:1', 'kl:1']) {
      const cell = examined(`group-std:2 ${update} simultaneous full`, 'fixed-point');
      expect(verdictOf(cell)).toBe('refuted');
      expect(replays(cell)).toBe(true);
    }
  });
});

describe('sharing', { timeout: 60_000 }, () => {
  const settings = atlasSettings({
    seed: 1,
    runs: 1,
    rows: ['grae:2 clip-turn:1/5 reverse shared', 'joint clip-turn:1/5 reverse shared'],
    columns: ['monotone'],
  });

  it('tries the counterexample of one cell on those that nothing has refuted, and on no other', () => {
    const [found] = examineRow({ row: settings.rows[0], columns: ['monotone'] }, settings);
    const { row, column, counts } = { ...found, row: settings.rows[1] };
    const open: Cell = { row, column, examined: 'open', counts, ties: [] };
    const pool = poolOf(atlasOf(settings, [found, open]));
    expect(pool.instances).toHaveLength(1);
    const [crossed] = crossRow([open], pool);
    expect(crossed).toMatchObject({ examined: 'refuted', shared: true });
    expect(replays(crossed)).toBe(true);
    expect(crossRow([found], pool)).toEqual([found]);
    expect(crossRow([open], { version: 1, instances: [] })).toEqual([open]);
  });

  it('does not pool what came from another cell', () => {
    const [found] = examineRow({ row: settings.rows[0], columns: ['monotone'] }, settings);
    expect(poolOf(atlasOf(settings, [{ ...found, shared: true }])).instances).toEqual([]);
  });
});
