import type { CompareTask } from '../neural/compare/compareSettings.js';
import type { RunRecord } from '../neural/compare/runRecord.js';
import { compareBar } from './compareBar.js';
import { runCompareTasks } from './comparePool.js';

/** How `compareAll` runs. */
export interface CompareAllOptions {
  readonly engine: string;
  readonly workers: number;
  /** Called with every run as soon as it is done. */
  readonly onRecord: (record: RunRecord) => void;
}

/**
 * Does the runs, with a progress bar when stderr is a terminal; true when all are done. Ctrl-C (SIGINT) or SIGTERM
 * ends it early, with the runs done until then; a second Ctrl-C ends the process as usual. Rejects as `runCompareTasks`.
 */
export async function compareAll(
  tasks: readonly CompareTask[],
  { engine, workers, onRecord }: CompareAllOptions,
): Promise<boolean> {
  const stop = new AbortController();
  const interrupted = (): void => stop.abort();
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const bar = compareBar(tasks.reduce((sum, { config }) => sum + config.iterations, 0));
  let done = 0;
  try {
    await runCompareTasks(tasks, {
      engine,
      workers,
      signal: stop.signal,
      onIteration: () => bar?.increment(),
      onRecord: (record) => {
        done++;
        onRecord(record);
      },
    });
  } finally {
    bar?.stop();
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
  return done === tasks.length;
}
