import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { cellKey, verdictOf } from '../../src/atlas/cell.js';
import { compareTable1 } from '../../src/atlas/table1Comparison.js';
import { atlasCellText } from '../../src/report/atlasCellText.js';
import { atlasTable } from '../../src/report/atlasTable.js';
import { atlasTable1, UNEXPLAINED } from '../../src/report/atlasTable1.js';
import { getsThereTable, measuredText } from '../../src/report/getsThereText.js';
import { atlasPage } from '../../src/report/html/atlasPage.js';
import { smallAtlas } from './support.js';

const atlas = smallAtlas();
const cellOf = (key: string): (typeof atlas.cells)[number] => {
  const cell = atlas.cells.find((known) => cellKey(known) === key);
  if (cell === undefined) throw new Error(`no cell ${key}`);
  return cell;
};

describe('the matrix in a terminal', () => {
  const text = atlasTable(atlas, { colour: false });

  it('has a line for each update and order, and a character for each advantage', () => {
    expect(text).toContain('clip-turn:1/5  reverse');
    const [full, shared] = text.split('\n\n');
    expect(full.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^ +monotone {2}one sweep$/),
      expect.stringMatching(/^ +ML {8}ML$/),
      'clip-turn:1/5  reverse      P·        x·',
    ]);
    expect(shared).toContain('kl:1           simultaneous ·');
  });

  it('explains every letter and every mark, and has colours only where asked', () => {
    expect(text).toMatch(/M +R less the mean of its group of 2 \(GRAE\): grae:2/);
    for (const verdict of ['proved', 'holds', 'refuted', 'open', 'inconclusive', 'not applicable']) {
      expect(text).toContain(`${verdict}: `);
    }
    expect(text).not.toContain('\u001b[');
    expect(atlasTable(atlas, { colour: true })).toContain('\u001b[');
  });
});

describe('"gets there" in a terminal', () => {
  it('has the median and the worst share of each measured row, and marks runs that never do', () => {
    const lines = getsThereTable(atlas.getsThere)?.split('\n');
    expect(lines?.slice(-2)).toEqual([expect.stringMatching(/^ +M$/), 'clip-turn:1/5  reverse      0 1.0!']);
    expect(getsThereTable({})).toBeUndefined();
    const [[row, measured]] = Object.entries(atlas.getsThere);
    expect(getsThereTable({ [row]: null })).toMatch(/reverse {6}\?$/);
    const text = measuredText('mine', measured).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/after 50 iterations 0 in the median run, 1\.0 in the worst \(.*, .*\), \d+ of \d+ undecided/);
    expect(text).toMatch(/\d+ runs certainly never: an action that J\* needs has lost its probability \(\d+, such as/);
    expect(measuredText('mine', null)).toContain('mine: undecided');
  });
});

describe('Table 1 in a terminal', () => {
  const lines = compareTable1(atlas);

  it('marks differences and gives each its sentence', () => {
    const text = atlasTable1(lines, { colour: false });
    expect(text).toMatch(/SeeUPO +several turns, one policy for all of them +yes +refuted ! +refuted$/m);
    expect(text).toMatch(/SeeUPO +several turns +yes +proved +refuted$/m);
    expect(text.replaceAll(/\s+/g, ' ')).not.toContain(UNEXPLAINED);
  });

  it('says so where a difference has no sentence', () => {
    const without = lines.map((line) => ({
      ...line,
      cells: line.cells.map(({ column, verdict, cell, standing }) => ({ column, verdict, cell, standing })),
    }));
    expect(atlasTable1(without, { colour: false }).replaceAll(/\s+/g, ' ')).toContain(UNEXPLAINED);
  });

  it('is empty without lines', () => {
    expect(atlasTable1([], { colour: false })).toBe('');
  });
});

describe('a cell in a terminal', () => {
  it('draws its counterexample with both sides', () => {
    const text = atlasCellText(cellOf('grae:2 clip-turn:1/5 reverse shared: monotone'), { colour: false });
    expect(text).toContain('V_old = 1/4, V_new = 6/25');
    expect(text).toContain('J(π_{k+1})   6/25 = 0.24');
  });

  it('says that an enclosed policy is one', () => {
    const text = atlasCellText(cellOf('loo:2 kl:1 simultaneous shared: one-sweep'), { colour: false });
    expect(text).toContain('enclosed to 30 digits');
  });

  it('names the theorem of a proved cell', () => {
    const text = atlasCellText(cellOf('grae:2 clip-turn:1/5 reverse full: monotone'), { colour: false });
    expect(text.replaceAll(/\s+/g, ' ')).toContain('Proved by D1_reverse_sweep_improves (D1)');
  });
});

describe('the page', () => {
  const page = atlasPage(atlas);

  it('has what was measured, and why some runs never get there', () => {
    expect(page).toContain('id="gets-there"');
    expect(page).toMatch(/title="worst: [^"]*; \d+ runs certainly never: an action that J\* needs/);
    expect(atlasPage({ ...atlas, getsThere: {} })).not.toContain('id="gets-there"');
  });

  it('is well-formed, self-contained and without scripts', () => {
    const errors: string[] = [];
    parse(page, { onParseError: ({ code }) => errors.push(code) });
    expect(errors).toEqual([]);
    expect(page).not.toMatch(/<script|<link|<img|\bsrc=|\bon\w+=|url\(|@import/i);
    expect([...page.matchAll(/href="([^"]*)"/g)].filter(([, to]) => !to.startsWith('#'))).toEqual([]);
  });

  it('has every link lead somewhere, and every cell opened by a mark', () => {
    const ids = [...page.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, to]) => to);
    expect(links.filter((to) => !ids.includes(to))).toEqual([]);
    const cells = ids.filter((id) => id.startsWith('cell-'));
    expect(cells.length).toBe(atlas.cells.length);
    expect(cells.filter((id) => !links.includes(id))).toEqual([]);
  });

  it('draws each shared instance once, for as many cells as need it', () => {
    const refuted = atlas.cells.filter((cell) => verdictOf(cell) === 'refuted');
    expect([...page.matchAll(/<use /g)].length).toBe(refuted.length);
    const drawings = [...page.matchAll(/<symbol id/g)].length;
    expect(drawings).toBeGreaterThan(0);
    expect(drawings).toBeLessThan(refuted.length);
  });

  it('is the same for the same atlas, and says when it is partial', () => {
    expect(atlasPage(atlas)).toBe(page);
    expect(page).not.toContain('This atlas is partial');
    expect(atlasPage({ ...atlas, complete: false })).toContain('This atlas is partial');
  });
});
