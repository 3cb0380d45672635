import { NOTHING } from '../claims/search.js';
import { type Answer, CheckThread, type ThreadLimits } from './checkThread.js';
import type { AlgorithmSource, CheckPart, CheckSettings, CheckTask } from './checkTask.js';

/** How `runCheckPool` runs. */
export interface CheckPoolOptions {
  readonly source: AlgorithmSource;
  readonly settings: CheckSettings;
  readonly workers: number;
  readonly limits: ThreadLimits;
  /** Called with every finished part, in order of finishing. */
  readonly onPart: (part: CheckPart) => void;
  /** What the user's code prints. */
  readonly onOutput: (text: string) => void;
  /** Stops the run early: running tasks are dropped, finished parts stay. */
  readonly signal: AbortSignal;
}

/**
 * Runs tasks on threads, each taking the next task when it is free; a thread that dies of the user's code costs its
 * task only. Resolves with the algorithm's name when all are done or the signal fires. The results do not depend on
 * the number of threads. Throws UserFileError when the file does not load.
 */
export async function runCheckPool(tasks: readonly CheckTask[], options: CheckPoolOptions): Promise<string> {
  const { source, settings, limits, onPart, onOutput, signal } = options;
  const open = new Set<CheckThread>();
  const start = async (): Promise<{ readonly thread: CheckThread; readonly name: string }> => {
    const opened = await CheckThread.open(source, settings, limits, onOutput);
    open.add(opened.thread);
    return opened;
  };
  const drop = async (thread: CheckThread): Promise<void> => {
    open.delete(thread);
    await thread.close();
  };
  const queue = tasks[Symbol.iterator]();
  const work = async (first: CheckThread | undefined): Promise<void> => {
    let thread = first;
    for (;;) {
      const { value: task, done } = queue.next();
      if (done === true || signal.aborted) break;
      thread ??= (await start()).thread;
      const part = partOf(task, await thread.run(task));
      if (signal.aborted) break;
      onPart(part);
      if (part.failure === undefined || !DEADLY.has(part.failure.kind)) continue;
      await drop(thread);
      thread = undefined;
    }
  };
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  try {
    // One thread first: a file that does not load is told once.
    const { thread, name } = await start();
    const others = Array.from({ length: Math.min(options.workers, tasks.length) - 1 }, () => work(undefined));
    await Promise.race([aborted, Promise.all([work(thread), ...others])]);
    return name;
  } finally {
    await Promise.all([...open].map((thread) => thread.close()));
  }
}

/** The kinds of failure that a thread does not survive. */
const DEADLY: ReadonlySet<string> = new Set(['too slow', 'ended']);

function partOf(task: CheckTask, answer: Answer): CheckPart {
  if (answer.kind === 'part') return answer.part;
  if (answer.kind === 'death') return { task: task.id, verdict: 'failed', ...NOTHING, failure: answer.failure };
  throw new Error(`unexpected ${answer.kind}`);
}
