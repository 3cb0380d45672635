import { besideModule, runOnWorkers } from '../../claims/run/workerPool.js';
import type { CellTask } from '../atlasFile.js';
import type { Cell } from '../cell.js';
import type { CellBudget } from '../examineCell.js';

/** How `runCells` runs. */
export interface CellPoolOptions {
  readonly workers: number;
  /** Called with every finished cell, in order of finishing. */
  readonly onCell: (cell: Cell) => void;
  /** Stops the run early: cells under way are dropped, finished ones stay. */
  readonly signal?: AbortSignal;
}

/** Examines cells as `runOnWorkers` runs tasks. What is found does not depend on the number of workers. */
export function runCells(
  tasks: readonly CellTask[],
  budget: CellBudget,
  { workers, onCell, signal }: CellPoolOptions,
): Promise<void> {
  return runOnWorkers(besideModule(import.meta.url, 'cellWorker'), budget, tasks, {
    workers,
    signal,
    onResult: onCell,
  });
}
