import type { ColumnId } from './columns.js';
import type { Row } from './row.js';

/** Expensive columns: a check of many iterations. */
const OF_COLUMN: Readonly<Partial<Record<ColumnId, number>>> = { limit: 1 / 4, 'all-turns': 1 / 2 };

/** What is known to fail, but rarely (claim D9): the gradient on the length-normalised ratio. */
const RARELY_FAILS = 6;

/** Random instances of a cell: the budget's number times the effort of its column, update and advantage, at least 4. */
export function runsOf({ advantage, update }: Row, column: ColumnId, runs: number): number {
  // All triples of samples instead of all pairs.
  const ofAdvantage = advantage.startsWith('batch-std:') ? 1 / 4 : 1;
  const ofUpdate = update.startsWith('length-gradient:') && column === 'monotone' ? RARELY_FAILS : 1;
  return Math.max(4, Math.ceil(runs * (OF_COLUMN[column] ?? 1) * ofAdvantage * ofUpdate));
}

/**
 * Further random instances of the small games with rare large rewards: where an estimate is divided by a standard
 * deviation, one such game in fifty turns the update round, and a cell that misses it would say too much.
 */
export function smallRunsOf({ advantage }: Row, column: ColumnId, runs: number): number {
  const turnsRound = /-std:/.test(advantage) && (column === 'monotone' || column === 'monotone-everywhere');
  return turnsRound ? 4 * runs : 0;
}

/** Random instances a cell of the default atlas: with them it takes less than fifteen minutes on two cores. */
export const DEFAULT_RUNS = 100;
