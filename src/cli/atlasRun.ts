import { type Atlas, atlasOf, type Measurements } from '../atlas/atlasFile.js';
import type { Cell } from '../atlas/cell.js';
import { poolOf } from '../atlas/crossed.js';
import type { RowBudget, RowTask } from '../atlas/examineRow.js';
import { crossRows, examineRows, type RowPoolOptions } from '../atlas/run/rowPool.js';
import { longRun, type StopReason } from './longRun.js';

/** How `runAtlas` runs. */
export interface AtlasRunOptions {
  readonly workers: number;
  /** Seconds after which no more rows are taken. */
  readonly timeLimit?: number;
  /** Called now and then with what is done, so that a killed run loses little. */
  readonly keep?: (found: Pick<CellsDone, 'cells' | 'getsThere'>) => void;
}

/** Milliseconds between two calls of `keep`. */
const KEPT_EVERY = 20_000;

/** The cells that were examined, and why it ended early if it did. */
export interface CellsDone {
  readonly cells: readonly Cell[];
  readonly getsThere: Measurements;
  readonly stoppedBy?: StopReason;
}

/** Examines rows on worker threads as a `longRun`; when it is stopped, with what was found until then. */
export function runAtlas(tasks: readonly RowTask[], budget: RowBudget, options: AtlasRunOptions): Promise<CellsDone> {
  return collected('examining', tasks.length, options, (pool) => examineRows(tasks, budget, pool));
}

/**
 * Tries every counterexample of a complete atlas on every cell that nothing refutes yet. When it is stopped, the cells of
 * the rows that were not reached are as they were.
 */
export async function crossAtlas(
  atlas: Atlas,
  options: AtlasRunOptions,
): Promise<{ atlas: Atlas; stoppedBy?: StopReason }> {
  const { settings, cells, getsThere } = atlas;
  const rows = settings.rows.map((row) => cells.filter((cell) => cell.row === row));
  const done = await collected('sharing counterexamples', rows.length, options, (pool) =>
    crossRows(rows, poolOf(atlas), pool),
  );
  const crossed = atlasOf(settings, [...cells, ...done.cells], done.stoppedBy === undefined, getsThere);
  return { atlas: crossed, ...(done.stoppedBy === undefined ? {} : { stoppedBy: done.stoppedBy }) };
}

async function collected(
  doing: string,
  total: number,
  { workers, keep, ...options }: AtlasRunOptions,
  work: (pool: RowPoolOptions) => Promise<void>,
): Promise<CellsDone> {
  const cells: Cell[] = [];
  const getsThere: Record<string, Measurements[string]> = {};
  let rows = 0;
  let kept = Date.now();
  const stoppedBy = await longRun({ total, doing, things: 'rows', ...options }, ({ signal, advance }) =>
    work({
      workers,
      signal,
      onRow: (done) => {
        cells.push(...done.cells);
        if (done.getsThere !== undefined) getsThere[done.cells[0].row] = done.getsThere;
        rows += 1;
        advance();
        if (keep !== undefined && Date.now() - kept > KEPT_EVERY) {
          keep({ cells, getsThere });
          kept = Date.now();
        }
      },
    }),
  );
  return { cells, getsThere, ...(rows < total && stoppedBy !== undefined ? { stoppedBy } : {}) };
}
