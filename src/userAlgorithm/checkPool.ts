import { SEEUPO } from '../algorithm/algorithms.js';
import { NO_COUNTS } from '../search/tally.js';
import { type Answer, CheckThread, type ThreadLimits } from './checkThread.js';
import type { Measured } from '../search/getsThere.js';
import {
  type AlgorithmSource,
  type CheckPart,
  type CheckSettings,
  type CheckTask,
  type MeasureTask,
  partOf,
} from './checkTask.js';

/** The library's name of what an algorithm is compared with. */
export const REFERENCE = { named: SEEUPO.name };

interface Opened {
  readonly thread: CheckThread;
  readonly column: CheckTask['column'];
}

/** How `runCheckPool` runs. */
export interface CheckPoolOptions {
  readonly source: AlgorithmSource;
  readonly settings: CheckSettings;
  readonly workers: number;
  readonly limits: ThreadLimits;
  /** Called with the algorithm's name once it is loaded. */
  readonly onName: (name: string) => void;
  /** Called with the parts of every finished task, in order of finishing. */
  readonly onTask: (parts: readonly CheckPart[]) => void;
  /** Called with a part that is known before its task is finished. */
  readonly onEarly: (part: CheckPart) => void;
  /** Called with what was measured; null where every run is undecided. */
  readonly onMeasured: (column: CheckTask['column'], measured: Measured | null) => void;
  /** What the user's code prints. */
  readonly onOutput: (text: string) => void;
  /** Stops the run early: running tasks are dropped, finished parts stay. */
  readonly signal: AbortSignal;
}

/**
 * Runs tasks on threads, each taking the next task when it is free; a thread that dies of the user's code costs its
 * task only. Resolves when all are done, or when the signal fires. The results do not depend on the number of threads.
 * Throws UserFileError when the file does not load.
 */
export async function runCheckPool(
  tasks: readonly (CheckTask | MeasureTask)[],
  options: CheckPoolOptions,
): Promise<void> {
  const { source, settings, limits, onName, onTask, onEarly, onMeasured, onOutput, signal } = options;
  if (signal.aborted) return;
  const open = new Set<CheckThread>();
  const start = async (column: CheckTask['column']): Promise<Opened> => {
    signal.throwIfAborted();
    // The user's code never runs where the reference is examined, so it can spoil only its own verdicts.
    const thread = new CheckThread(column === 'own' ? source : REFERENCE, settings, limits, onOutput);
    open.add(thread);
    const name = await thread.ready();
    if (column === 'own') onName(name);
    return { thread, column };
  };
  const drop = async (thread: CheckThread): Promise<void> => {
    open.delete(thread);
    await thread.close();
  };
  const queue = tasks[Symbol.iterator]();
  const work = async (first: Opened | undefined): Promise<void> => {
    let current = first;
    const leave = async (): Promise<void> => {
      if (current !== undefined) await drop(current.thread);
      current = undefined;
    };
    for (;;) {
      const { value: task, done } = queue.next();
      if (done === true || signal.aborted) break;
      if (current?.column !== task.column) await leave();
      current ??= await start(task.column);
      const answer = await current.thread.run(task, onEarly);
      if (signal.aborted) break;
      if ('measure' in task) onMeasured(task.column, answer.kind === 'measured' ? answer.measured : null);
      onTask('measure' in task ? [] : partsOf(task, answer));
      if (answer.kind === 'death') await leave();
    }
  };
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  const all = async (): Promise<void> => {
    // One thread first: a file that does not load is told once.
    const first = await start('own');
    const others = Array.from({ length: Math.min(options.workers, tasks.length) - 1 }, () => work(undefined));
    await Promise.all([work(first), ...others]);
  };
  const running = all();
  // After an abort, threads that end while they load or work are no failures of theirs.
  running.catch(() => undefined);
  try {
    await Promise.race([aborted, running]);
  } finally {
    await Promise.all([...open].map((thread) => thread.close()));
  }
}

function partsOf({ column, guarantees, regime }: CheckTask, answer: Answer): readonly CheckPart[] {
  if (answer.kind === 'parts') return answer.parts;
  if (answer.kind !== 'death') throw new Error(`unexpected ${answer.kind}`);
  const { failure } = answer;
  return guarantees.map((guarantee) => ({
    cell: partOf(column, { guarantee, regime }),
    verdict: 'failed',
    ...NO_COUNTS,
    failure,
  }));
}
