import picocolors from 'picocolors';
import { UNCHECKED } from '../certify/confirm.js';
import { advantageOf } from '../atlas/advantages.js';
import type { Atlas } from '../atlas/atlasFile.js';
import { type Cell, cellKey, type CellVerdict, verdictOf } from '../atlas/cell.js';
import { columnOf } from '../atlas/columns.js';
import { linesOf } from '../atlas/lines.js';
import { INFORMATION, parseRow, type Row, rowId } from '../atlas/row.js';
import { advantagesIn } from '../atlas/rows.js';
import { ABSENT, MARKS, MEANINGS } from './atlasWords.js';
import { wrap } from './plainText.js';

type Colours = ReturnType<typeof picocolors.createColors>;

const INFORMATION_TITLES: Readonly<Record<Row['information'], string>> = {
  full: 'The policy sees the whole history (full information)',
  truncated: 'The policy sees the turn number only (truncated information)',
  shared: 'One distribution for all turns (shared parameters)',
};

/** The title of a block of rows with this information. */
export function informationTitle(information: Row['information']): string {
  return INFORMATION_TITLES[information];
}

/**
 * The matrix for a terminal: a block for each information, a line for each update and order, and for each guarantee one
 * character per advantage; below it what letters and characters mean. Rows on games of one turn are left out.
 */
export function atlasTable(atlas: Atlas, options: { readonly colour: boolean }): string {
  const colours = picocolors.createColors(options.colour);
  const rows = atlas.settings.rows.map(parseRow).filter(({ turns }) => turns === 'multi');
  const advantages = advantagesIn(rows);
  const cells = new Map(atlas.cells.map((cell) => [cellKey(cell), cell]));
  const blocks = INFORMATION.flatMap((information) => {
    const ofBlock = rows.filter((row) => row.information === information);
    return ofBlock.length === 0 ? [] : [block(atlas, ofBlock, advantages, cells, colours)];
  });
  return [...blocks, legend(atlas, advantages, colours)].join('\n\n');
}

function block(
  { settings: { columns } }: Atlas,
  rows: readonly Row[],
  advantages: readonly string[],
  cells: ReadonlyMap<string, Cell>,
  { bold, dim, ...paint }: Colours,
): string {
  const heads = columns.map((id) => columnOf(id).head);
  const widths = heads.map((head) => Math.max(head.length, advantages.length));
  const letters = advantages.map((id) => advantageOf(id).letter).join('');
  const lines = linesOf(rows).map(({ update, order }) => {
    const marks = columns.map((column, n) => {
      const shown = advantages.map((advantage) => {
        const row = rowId({ ...rows[0], advantage, update, order });
        const cell = cells.get(cellKey({ row, column }));
        return cell === undefined ? dim(ABSENT) : painted(paint, verdictOf(cell));
      });
      return shown.join('') + ' '.repeat(widths[n] - advantages.length);
    });
    return { update, order, marks };
  });
  const updateWidth = Math.max(...lines.map(({ update }) => update.length));
  const head = (texts: readonly string[]): string =>
    `${' '.repeat(updateWidth + 15)}${texts.map((text, n) => text.padEnd(widths[n])).join('  ')}`.trimEnd();
  return [
    bold(informationTitle(rows[0].information)),
    head(heads),
    dim(head(columns.map(() => letters))),
    ...lines.map(({ update, order, marks }, n) => {
      const shown = update === lines[n - 1]?.update ? '' : update;
      return `${shown.padEnd(updateWidth)}  ${order.padEnd(12)} ${marks.join('  ')}`.trimEnd();
    }),
  ].join('\n');
}

/** The mark of a verdict, in its colour. */
function painted(paint: Omit<Colours, 'bold' | 'dim'>, verdict: CellVerdict): string {
  const byVerdict: Readonly<Record<CellVerdict, (text: string) => string>> = {
    proved: paint.green,
    holds: paint.cyan,
    refuted: paint.magenta,
    [UNCHECKED]: paint.magenta,
    open: paint.yellow,
    inconclusive: paint.yellow,
    'not applicable': paint.gray,
    'too large': paint.gray,
  };
  return byVerdict[verdict](MARKS[verdict]);
}

function legend({ settings: { columns } }: Atlas, advantages: readonly string[], { bold }: Colours): string {
  const line = (name: string, text: string): string => wrap(text, '      ', `  ${name.padEnd(4)}`);
  return [
    bold('Guarantees'),
    ...columns.map((id) => {
      const { head, guarantee } = columnOf(id);
      return wrap(guarantee.title, ' '.repeat(14), `  ${head.padEnd(12)}`);
    }),
    '',
    bold('Advantages, one character each'),
    ...advantages.map(advantageOf).map(({ id, letter, title }) => line(letter, `${title}: ${id}`)),
    '',
    bold('Verdicts'),
    ...Object.entries(MARKS).map(([verdict, mark]) => line(mark, `${verdict}: ${MEANINGS[verdict as CellVerdict]}`)),
    line(ABSENT, 'not in this atlas'),
  ].join('\n');
}
