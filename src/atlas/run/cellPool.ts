import { Worker } from 'node:worker_threads';
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

/**
 * Examines cells on worker threads, each taking the next when it is free, and resolves when all are done or the signal
 * fires. What is found does not depend on the number of workers. Rejects when a cell throws.
 */
export async function runCells(
  tasks: readonly CellTask[],
  budget: CellBudget,
  { workers, onCell, signal }: CellPoolOptions,
): Promise<void> {
  if (tasks.length === 0 || signal?.aborted === true) return;
  const queue = tasks[Symbol.iterator]();
  const threads: Worker[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        resolve();
      });
      let idle = 0;
      const count = Math.min(workers, tasks.length);
      for (let n = 0; n < count; n++) {
        const thread = new Worker(workerUrl(), { workerData: budget });
        threads.push(thread);
        const next = (): void => {
          const { value: task, done } = queue.next();
          if (done !== true) thread.postMessage(task);
          else if (++idle === count) resolve();
        };
        thread.on('message', (cell: Cell) => {
          if (signal?.aborted === true) return;
          onCell(cell);
          next();
        });
        thread.on('error', reject);
        next();
      }
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** The worker's module beside this one: compiled, or as TypeScript under a loader. */
function workerUrl(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './cellWorker.ts' : './cellWorker.js', import.meta.url);
}
