import type { CellTask } from '../atlas/atlasFile.js';
import type { Cell } from '../atlas/cell.js';
import type { CellBudget } from '../atlas/examineCell.js';
import { runCells } from '../atlas/run/cellPool.js';
import { longRun, type StopReason } from './longRun.js';

/** How `runAtlas` runs. */
export interface AtlasRunOptions {
  readonly workers: number;
  /** Seconds after which no more cells are taken. */
  readonly timeLimit?: number;
}

/** The cells that were examined, and why it ended early if it did. */
export interface CellsDone {
  readonly cells: readonly Cell[];
  readonly stoppedBy?: StopReason;
}

/** Examines cells on worker threads as a `longRun`; when it is stopped, with what was found until then. */
export async function runAtlas(
  tasks: readonly CellTask[],
  budget: CellBudget,
  { workers, ...options }: AtlasRunOptions,
): Promise<CellsDone> {
  const cells: Cell[] = [];
  const run = { total: tasks.length, doing: 'examining', things: 'cells', ...options };
  const stoppedBy = await longRun(run, ({ signal, advance }) =>
    runCells(tasks, budget, {
      workers,
      signal,
      onCell: (cell) => {
        cells.push(cell);
        advance();
      },
    }),
  );
  const unfinished = cells.length < tasks.length;
  return { cells, ...(unfinished && stoppedBy !== undefined ? { stoppedBy } : {}) };
}
