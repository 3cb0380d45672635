import type { ColumnId } from './columns.js';
import type { Row } from './row.js';

/** Expensive columns: a check of many iterations. */
const OF_COLUMN: Readonly<Partial<Record<ColumnId, number>>> = { limit: 1 / 4, 'all-turns': 1 / 2 };

/** Random instances of a cell: the budget's number times the effort of its column and its advantage, at least 4. */
export function runsOf({ advantage }: Row, column: ColumnId, runs: number): number {
  // All triples of samples instead of all pairs.
  const ofAdvantage = advantage.startsWith('batch-std:') ? 1 / 4 : 1;
  return Math.max(4, Math.ceil(runs * (OF_COLUMN[column] ?? 1) * ofAdvantage));
}
