import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Atlas } from '../../src/atlas/atlasFile.js';
import type { Cell } from '../../src/atlas/cell.js';
import { DIFFERENCES } from '../../src/atlas/differences.js';
import { TABLE1 } from '../../src/atlas/table1.js';
import { compareTable1, differenceKey, unexplained } from '../../src/atlas/table1Comparison.js';
import { committedAtlas } from '../../tools/atlasPage.js';
import { smallAtlas } from './support.js';

const NOTES = new URL('../../paper-notes/01-question-and-verdicts.md', import.meta.url);

describe('Table 1', () => {
  it('is as the notes restate it', () => {
    const cells = [...readFileSync(NOTES, 'utf8').matchAll(/^\|(.*)\|$/gm)].map(([, line]) =>
      line.split('|').map((cell) => cell.trim()),
    );
    const restated = cells
      .slice(2)
      .flatMap(([advantage, update, level, examples, single, multi]) =>
        examples
          .split(', ')
          .map((method) => ({ method, advantage, update: update.split(',')[0], level, single, multi })),
      );
    expect(restated).toEqual(
      TABLE1.map(({ method, advantage, update, level, single, multi }) => ({
        method,
        advantage,
        update: update.split(',')[0],
        level,
        single,
        multi,
      })),
    );
  });
});

describe('the comparison with Table 1', () => {
  const atlas = smallAtlas();
  const lines = compareTable1(atlas);
  const of = (regime: string, column: string): string | undefined =>
    lines.find((line) => line.regime === regime)?.cells.find((cell) => cell.column === column)?.standing;

  it('has the lines of which the atlas has every column', () => {
    expect(lines.map(({ line, regime }) => `${line.method}, ${regime}`)).toEqual([
      'RLOO, one turn',
      'SeeUPO, several turns',
      'SeeUPO, several turns, one policy for all of them',
    ]);
  });

  it('tells agreement from difference, and is silent where the table is', () => {
    expect(of('several turns', 'monotone')).toBe('agree');
    expect(of('several turns, one policy for all of them', 'monotone')).toBe('differ');
    expect(of('several turns', 'one-sweep')).toBe('silent');
  });

  it('is unsettled where the check did not decide', () => {
    const cells = atlas.cells.map((cell): Cell => {
      const { row, column, counts } = cell;
      const stopped = row === 'grae:2 clip-turn:1/5 reverse shared' && column === 'monotone';
      return stopped ? { row, column, examined: 'inconclusive', counts, ties: [] } : cell;
    });
    const [, , seeupo] = compareTable1({ ...atlas, cells });
    expect(seeupo.cells[0]).toMatchObject({ verdict: 'inconclusive', standing: 'unsettled' });
  });

  it('has no sentence for a verdict that was never thought through', () => {
    expect(unexplained(lines)).toEqual([]);
    const turned = atlas.cells.map((cell): Cell => {
      const { row, column, counts, ties } = cell;
      const changes = row.endsWith('full') && column === 'monotone';
      return changes ? { row, column, examined: 'refuted', counts, ties } : cell;
    });
    const changed: Atlas = { ...atlas, cells: turned };
    expect(unexplained(compareTable1(changed))).toEqual(['grae:2 clip-turn:1/5 reverse full: monotone refuted']);
  });
});

describe('the explanations of the differences', () => {
  const used = compareTable1(committedAtlas()).flatMap(({ cells }) =>
    cells.flatMap(({ standing, cell, verdict }) => (standing === 'differ' ? [differenceKey(cell, verdict)] : [])),
  );

  it('are one for each difference in the committed atlas, and no more', () => {
    expect(used.length).toBeGreaterThan(0);
    expect([...DIFFERENCES.keys()].sort()).toEqual([...used].sort());
  });

  it.each([...DIFFERENCES])('%s: a sentence', (_, why) => {
    expect(why).toMatch(/^[A-Z“].*\.$/);
  });
});
