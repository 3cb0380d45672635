import { isBreak } from '../certify/confirm.js';
import type { Atlas } from './atlasFile.js';
import { type Cell, type CellVerdict, verdictOf } from './cell.js';
import { type ColumnId, columnOf } from './columns.js';
import { DIFFERENCES } from './differences.js';
import { rowId } from './row.js';
import { type PaperAnswer, PROMISED, REGIMES, rowIn, TABLE1, type Table1Line, type Table1Regime } from './table1.js';

/** What Table 1 and the atlas say of one method, regime and guarantee. */
export interface ComparedCell {
  readonly column: ColumnId;
  readonly verdict: CellVerdict;
  readonly cell: Cell;
  /**
   * `silent`: the table says nothing of this guarantee. `agree`: yes and not refuted, or no and refuted; one refuted
   * guarantee is enough for a no, and the others are silent then. `differ`: yes and refuted, or no although none is
   * refuted. `unsettled`: the check did not decide.
   */
  readonly standing: 'silent' | 'agree' | 'differ' | 'unsettled';
  /** For a difference: why, in a sentence; undefined when this verdict has none, which is a defect of `DIFFERENCES`. */
  readonly why?: string;
}

/** A line of the comparison. */
export interface ComparedLine {
  readonly line: Table1Line;
  readonly regime: Table1Regime;
  readonly row: string;
  readonly paper: PaperAnswer;
  readonly cells: readonly ComparedCell[];
}

/** Table 1 beside the atlas: every line and regime of which the atlas has all the columns that it was made for. */
export function compareTable1(atlas: Atlas): ComparedLine[] {
  return REGIMES.flatMap((regime) =>
    TABLE1.flatMap((line) => {
      const found = rowIn(line, regime);
      if (found === undefined) return [];
      const row = rowId(found.row);
      const cells = atlas.cells.filter((cell) => cell.row === row);
      if (cells.length === 0 || cells.length < atlas.settings.columns.length) return [];
      const isRefuted = cells.some((cell) => PROMISED.includes(cell.column) && isBreak(verdictOf(cell)));
      return [
        { line, regime, row, paper: found.paper, cells: cells.map((cell) => compared(cell, found.paper, isRefuted)) },
      ];
    }),
  );
}

function compared(cell: Cell, paper: PaperAnswer, isRefuted: boolean): ComparedCell {
  const verdict = verdictOf(cell);
  const column = columnOf(cell.column).id;
  const standing = standingOf(column, verdict, paper, isRefuted);
  const why = standing === 'differ' ? DIFFERENCES.get(differenceKey(cell, verdict)) : undefined;
  return { column, verdict, cell, standing, ...(why === undefined ? {} : { why }) };
}

function standingOf(
  column: ColumnId,
  verdict: CellVerdict,
  paper: PaperAnswer,
  isRefuted: boolean,
): ComparedCell['standing'] {
  if (paper === '–' || !PROMISED.includes(column)) return 'silent';
  if (isBreak(verdict)) return paper === 'no' ? 'agree' : 'differ';
  if (paper === 'no' && isRefuted) return 'silent';
  if (verdict === 'proved' || verdict === 'holds') return paper === 'yes' ? 'agree' : 'differ';
  return 'unsettled';
}

/** The key of a difference in `DIFFERENCES`. */
export function differenceKey({ row, column }: Pick<Cell, 'row' | 'column'>, verdict: CellVerdict): string {
  return `${row}: ${column} ${verdict}`;
}

/** The differences that no sentence explains: a verdict changed, and its explanation has to be thought through again. */
export function unexplained(lines: readonly ComparedLine[]): string[] {
  return lines.flatMap(({ cells }) =>
    cells.flatMap(({ standing, why, cell, verdict }) =>
      standing === 'differ' && why === undefined ? [differenceKey(cell, verdict)] : [],
    ),
  );
}
