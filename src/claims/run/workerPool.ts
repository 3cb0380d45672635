import { Worker } from 'node:worker_threads';

/** How `runOnWorkers` runs. */
export interface WorkerPoolOptions<Result> {
  readonly workers: number;
  /** Called with every result, in order of finishing. */
  readonly onResult: (result: Result) => void;
  /** Stops the run early: running tasks are dropped, finished ones stay. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends tasks to threads that run `module` (which is given `data`, and answers each task with one message), each taking
 * the next task when it is free, and resolves when all are done or the signal fires. Rejects when a task throws.
 */
export async function runOnWorkers<Result>(
  module: URL,
  data: unknown,
  tasks: readonly unknown[],
  { workers, onResult, signal }: WorkerPoolOptions<Result>,
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
        const thread = new Worker(module, { workerData: data });
        threads.push(thread);
        const next = (): void => {
          const { value: task, done } = queue.next();
          if (done !== true) thread.postMessage(task);
          else if (++idle === count) resolve();
        };
        thread.on('message', (result: Result) => {
          if (signal?.aborted === true) return;
          onResult(result);
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

/** The module `name` beside the one with the address `of`: compiled, or as TypeScript under a loader. */
export function besideModule(of: string, name: string): URL {
  return new URL(`./${name}.${of.endsWith('.ts') ? 'ts' : 'js'}`, of);
}
