import type { Settings } from './runFile.js';
import type { Part } from './runTask.js';
import type { Task } from './task.js';
import { besideModule, runOnWorkers } from './workerPool.js';

/** How `runPool` runs. */
export interface PoolOptions {
  readonly workers: number;
  /** Called with every finished part, in order of finishing. */
  readonly onPart: (part: Part) => void;
  /** Stops the run early: running tasks are dropped, finished parts stay. */
  readonly signal?: AbortSignal;
}

/** Runs tasks as `runOnWorkers` does. The results do not depend on the number of workers. */
export function runPool(
  tasks: readonly Task[],
  settings: Settings,
  { workers, onPart, signal }: PoolOptions,
): Promise<void> {
  return runOnWorkers(besideModule(import.meta.url, 'worker'), settings, tasks, { workers, signal, onResult: onPart });
}
