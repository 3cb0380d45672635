import { SingleBar } from 'cli-progress';
import type { CellTask } from '../atlas/atlasFile.js';
import type { Cell } from '../atlas/cell.js';
import type { CellBudget } from '../atlas/examineCell.js';
import { runCells } from '../atlas/run/cellPool.js';

/** How `runAtlas` runs. */
export interface AtlasRunOptions {
  readonly workers: number;
  /** Seconds after which no more cells are taken. */
  readonly timeLimit?: number;
}

/** The cells that were examined, and why it ended early if it did. */
export interface CellsDone {
  readonly cells: readonly Cell[];
  readonly stoppedBy?: 'an interruption' | 'the time limit';
}

/**
 * Examines cells on worker threads, with a progress bar when stderr is a terminal. Ends early, with what was found until
 * then, at the time limit, on Ctrl-C (SIGINT) and on SIGTERM; a second Ctrl-C ends the process as usual.
 */
export async function runAtlas(
  tasks: readonly CellTask[],
  budget: CellBudget,
  { workers, timeLimit }: AtlasRunOptions,
): Promise<CellsDone> {
  const cells: Cell[] = [];
  const stop = new AbortController();
  let stoppedBy: CellsDone['stoppedBy'];
  const end = (reason: NonNullable<CellsDone['stoppedBy']>): void => {
    stoppedBy ??= reason;
    stop.abort();
  };
  const interrupted = (): void => end('an interruption');
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const timer = timeLimit === undefined ? undefined : setTimeout(() => end('the time limit'), timeLimit * 1000);
  const bar = progressBar(tasks.length);
  try {
    await runCells(tasks, budget, {
      workers,
      signal: stop.signal,
      onCell: (cell) => {
        cells.push(cell);
        bar?.increment();
      },
    });
  } finally {
    bar?.stop();
    clearTimeout(timer);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
  const unfinished = cells.length < tasks.length;
  return { cells, ...(unfinished && stoppedBy !== undefined ? { stoppedBy } : {}) };
}

/** A bar on stderr, or none when nobody watches. */
function progressBar(total: number): SingleBar | undefined {
  if (!process.stderr.isTTY || total === 0) return undefined;
  const bar = new SingleBar({
    stream: process.stderr,
    format: 'examining {bar} {value} of {total} cells, {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}
