import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atlasToJson, tasksOf } from '../../src/atlas/atlasFile.js';
import { cellKey } from '../../src/atlas/cell.js';
import { crossRow, poolOf } from '../../src/atlas/crossed.js';
import { examineRow } from '../../src/atlas/examineRow.js';
import { replays } from '../../src/atlas/replayCell.js';
import { theoremOf } from '../../src/atlas/cell.js';
import { COLUMNS } from '../../src/atlas/columns.js';
import { DEFAULT_RUNS } from '../../src/search/runs.js';
import { ownCorpus } from '../../src/search/corpus.js';
import { shuffled } from '../../src/sweep/order.js';
import { DEFAULT_ROWS } from '../../src/cli/atlasChoice.js';
import { printJson } from '../../src/game/printJson.js';
import { atlasNotes } from '../../src/report/atlasNotes.js';
import { ATLAS_FILE, ATLAS_PAGE, atlasPageText, committedAtlas } from '../../tools/atlasPage.js';
import { ROOT } from '../../tools/sourceTree.js';

const atlas = committedAtlas();
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('the committed atlas', () => {
  it('is the whole default run', () => {
    const { settings, complete, crossed } = atlas;
    expect(settings).toEqual({
      seed: 1,
      runs: DEFAULT_RUNS,
      corpus: ownCorpus().instances.length,
      rows: DEFAULT_ROWS,
      columns: COLUMNS.map(({ id }) => id),
    });
    expect({ complete, crossed }).toEqual({ complete: true, crossed: true });
    expect(read(ATLAS_FILE)).toBe(printJson(atlasToJson(atlas)));
  });

  it('has counterexamples that all replay, with their numbers', { timeout: 300_000 }, () => {
    const refuted = atlas.cells.filter(({ counterexample }) => counterexample !== undefined);
    expect(refuted.length).toBeGreaterThan(1000);
    expect(refuted.filter((cell) => !replays(cell)).map(cellKey)).toEqual([]);
  });

  it('refutes nothing that a theorem covers', () => {
    const refuted = atlas.cells.filter(({ examined }) => examined === 'refuted');
    expect(refuted.filter((cell) => theoremOf(cell) !== undefined).map(cellKey)).toEqual([]);
  });

  it('comes out again where it is examined again: a sample of the rows', { timeout: 300_000 }, () => {
    const pool = poolOf(atlas);
    for (const task of shuffled(tasksOf(atlas.settings), 20261122).slice(0, 6)) {
      const stored = atlas.cells.filter(({ row }) => row === task.row);
      expect(crossRow(examineRow(task, atlas.settings), pool)).toEqual(stored);
    }
  });
});

describe('the page "Where the checks and the paper differ"', () => {
  it('is made from the committed atlas (npm run notes rewrites it)', async () => {
    expect(read(ATLAS_PAGE)).toBe(await atlasPageText(atlas));
  });

  it('is not made from an atlas that is incomplete, or differs without an explanation', () => {
    expect(() => atlasNotes({ ...atlas, complete: false })).toThrow('not complete');
    const cells = atlas.cells.map((cell) =>
      cellKey(cell) === 'grae:2 clip-turn:1/5 reverse full: monotone'
        ? ({ ...cell, examined: 'refuted' } as const)
        : cell,
    );
    expect(() => atlasNotes({ ...atlas, cells })).toThrow('grae:2 clip-turn:1/5 reverse full: monotone refuted');
  });
});
