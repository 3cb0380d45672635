import { besideModule, runOnWorkers } from '../../claims/run/workerPool.js';
import type { Corpus } from '../../search/corpus.js';
import type { Cell } from '../cell.js';
import type { RowBudget, RowDone, RowTask } from '../examineRow.js';

/** How rows are examined on worker threads. */
export interface RowPoolOptions {
  readonly workers: number;
  /** Called with every finished row, in order of finishing. */
  readonly onRow: (row: RowDone) => void;
  /** Stops the run early: rows under way are dropped, finished ones stay. */
  readonly signal?: AbortSignal;
}

/** What a worker is started with: a budget to examine rows with, or a pool of counterexamples to try on them. */
export type RowWork = { readonly budget: RowBudget } | { readonly pool: Corpus };

/** Examines rows as `runOnWorkers` runs tasks. What is found does not depend on the number of workers. */
export function examineRows(tasks: readonly RowTask[], budget: RowBudget, options: RowPoolOptions): Promise<void> {
  return onWorkers(tasks, { budget }, options);
}

/** Tries the pool on rows, each given as its cells. */
export function crossRows(rows: readonly (readonly Cell[])[], pool: Corpus, options: RowPoolOptions): Promise<void> {
  return onWorkers(rows, { pool }, options);
}

function onWorkers(
  tasks: readonly unknown[],
  work: RowWork,
  { workers, onRow, signal }: RowPoolOptions,
): Promise<void> {
  return runOnWorkers(besideModule(import.meta.url, 'rowWorker'), work, tasks, { workers, signal, onResult: onRow });
}
