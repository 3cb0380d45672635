import { AtlasError } from '../atlas/atlasError.js';
import { COLUMNS, type ColumnId, columnOf } from '../atlas/columns.js';
import { parseRow, rowId } from '../atlas/row.js';
import { MATRIX_ROWS } from '../atlas/rows.js';
import { whyNot } from '../atlas/sensible.js';
import { SINGLE_TURN_ROWS } from '../atlas/table1.js';
import { UsageError } from './usageError.js';

/** Every row of the default atlas: the matrix, then the rows of Table 1 on games of one turn. */
export const DEFAULT_ROWS: readonly string[] = [...MATRIX_ROWS, ...SINGLE_TURN_ROWS].map(rowId);

/**
 * The rows that a filter names: words that must all occur among a row's words, such as "clip-turn:1/5 reverse"; a word's
 * size may be left out ("clip-turn"). Several filters add up, in the order of the tables. Throws UsageError for a filter
 * that names no row.
 */
export function chosenRows(filters: readonly string[]): string[] {
  if (filters.length === 0) return [...DEFAULT_ROWS];
  const chosen = new Set<string>();
  for (const filter of filters) {
    const words = filter.trim().split(/\s+/);
    const found = DEFAULT_ROWS.filter((row) => words.every((word) => hasWord(row, word)));
    if (found.length === 0) {
      throw new UsageError(
        `--rows "${filter}" names no row; write words of a row, such as "grae clip-turn reverse full" ("seeupo atlas --list" lists the rows)`,
      );
    }
    for (const row of found) chosen.add(row);
  }
  return DEFAULT_ROWS.filter((row) => chosen.has(row));
}

function hasWord(row: string, word: string): boolean {
  return row.split(' ').some((own) => own === word || own.split(':')[0] === word);
}

/** The columns of these ids, in the order of the tables; all without ids. Throws UsageError for an unknown one. */
export function chosenColumns(ids: readonly string[]): ColumnId[] {
  const chosen = new Set(ids.map((id) => asUse(() => columnOf(id).id)));
  return COLUMNS.map(({ id }) => id).filter((id) => ids.length === 0 || chosen.has(id));
}

/** The name of the row that the user wrote; it need not be in the default atlas. Throws UsageError when it is none. */
export function rowOfUser(text: string): string {
  const row = asUse(() => parseRow(text));
  const exclusion = whyNot(row);
  if (exclusion === undefined) return rowId(row);
  throw new UsageError(`"${rowId(row)}" is left out of the atlas (${exclusion.id}): ${exclusion.reason}`);
}

function asUse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AtlasError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
