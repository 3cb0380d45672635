import { SingleBar } from 'cli-progress';
import { runPool } from '../claims/run/pool.js';
import type { Settings } from '../claims/run/runFile.js';
import type { Part } from '../claims/run/runTask.js';
import type { Task } from '../claims/run/task.js';

/** How `runTasks` runs. */
export interface TaskOptions {
  readonly workers: number;
  /** Seconds after which no more results are taken. */
  readonly timeLimit?: number;
}

/** What the tasks found, and why they ended early if they did. */
export interface TasksDone {
  readonly parts: readonly Part[];
  readonly stoppedBy?: 'an interruption' | 'the time limit';
}

/**
 * Runs tasks on worker threads, with a progress bar when stderr is a terminal. Ends early, with what was found
 * until then, at the time limit, on Ctrl-C (SIGINT) and on SIGTERM; a second Ctrl-C ends the process as usual.
 */
export async function runTasks(tasks: readonly Task[], settings: Settings, options: TaskOptions): Promise<TasksDone> {
  const parts: Part[] = [];
  const stop = new AbortController();
  let stoppedBy: TasksDone['stoppedBy'];
  const end = (reason: NonNullable<TasksDone['stoppedBy']>): void => {
    stoppedBy ??= reason;
    stop.abort();
  };
  const interrupted = (): void => end('an interruption');
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const timer =
    options.timeLimit === undefined ? undefined : setTimeout(() => end('the time limit'), options.timeLimit * 1000);
  const bar = progressBar(tasks.length);
  try {
    await runPool(tasks, settings, {
      workers: options.workers,
      signal: stop.signal,
      onPart: (part) => {
        parts.push(part);
        bar?.increment();
      },
    });
  } finally {
    bar?.stop();
    clearTimeout(timer);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
  const unfinished = parts.length < tasks.length;
  return { parts, ...(unfinished && stoppedBy !== undefined ? { stoppedBy } : {}) };
}

/** A bar on stderr, or none when nobody watches. */
function progressBar(total: number): SingleBar | undefined {
  if (!process.stderr.isTTY || total === 0) return undefined;
  const bar = new SingleBar({
    stream: process.stderr,
    format: 'checking {bar} {value} of {total} tasks, {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}
