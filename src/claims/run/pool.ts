import { Worker } from 'node:worker_threads';
import type { Settings } from './runFile.js';
import type { Part } from './runTask.js';
import type { Task } from './task.js';

/** How `runPool` runs. */
export interface PoolOptions {
  readonly workers: number;
  /** Called with every finished part, in order of finishing. */
  readonly onPart: (part: Part) => void;
  /** Stops the run early: running tasks are dropped, finished parts stay. */
  readonly signal?: AbortSignal;
}

/**
 * Runs tasks on worker threads, each taking the next task when it is free, and resolves when all are done or the
 * signal fires. The results do not depend on the number of workers. Rejects when a task throws.
 */
export async function runPool(
  tasks: readonly Task[],
  settings: Settings,
  { workers, onPart, signal }: PoolOptions,
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
        const thread = new Worker(workerUrl(), { workerData: settings });
        threads.push(thread);
        const next = (): void => {
          const { value: task, done } = queue.next();
          if (done !== true) thread.postMessage(task);
          else if (++idle === count) resolve();
        };
        thread.on('message', (part: Part) => {
          if (signal?.aborted === true) return;
          onPart(part);
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
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}
