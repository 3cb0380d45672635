import { runPool } from '../claims/run/pool.js';
import type { Settings } from '../claims/run/runFile.js';
import type { Part } from '../claims/run/runTask.js';
import type { Task } from '../claims/run/task.js';
import { longRun, type StopReason } from './longRun.js';

/** How `runTasks` runs. */
export interface TaskOptions {
  readonly workers: number;
  /** Seconds after which no more results are taken. */
  readonly timeLimit?: number;
}

/** What the tasks found, and why they ended early if they did. */
export interface TasksDone {
  readonly parts: readonly Part[];
  readonly stoppedBy?: StopReason;
}

/** Runs tasks on worker threads as a `longRun`; when it is stopped, with what was found until then. */
export async function runTasks(
  tasks: readonly Task[],
  settings: Settings,
  { workers, ...options }: TaskOptions,
): Promise<TasksDone> {
  const parts: Part[] = [];
  const run = { total: tasks.length, doing: 'checking', things: 'tasks', ...options };
  const stoppedBy = await longRun(run, ({ signal, advance }) =>
    runPool(tasks, settings, {
      workers,
      signal,
      onPart: (part) => {
        parts.push(part);
        advance();
      },
    }),
  );
  const unfinished = parts.length < tasks.length;
  return { parts, ...(unfinished && stoppedBy !== undefined ? { stoppedBy } : {}) };
}
