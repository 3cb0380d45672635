import type { CompareTask } from '../neural/compare/compareSettings.js';
import type { RunRecord } from '../neural/compare/runRecord.js';
import { runCompareTasks } from './comparePool.js';
import { longRun } from './longRun.js';

/** How `compareAll` runs. */
export interface CompareAllOptions {
  readonly engine: string;
  readonly workers: number;
  /** Called with every run as soon as it is done. */
  readonly onRecord: (record: RunRecord) => void;
}

/**
 * Does the runs as a `longRun`; true when all are done, false when it was stopped, with the runs done until then.
 * Rejects as `runCompareTasks`.
 */
export async function compareAll(
  tasks: readonly CompareTask[],
  { engine, workers, onRecord }: CompareAllOptions,
): Promise<boolean> {
  const total = tasks.reduce((sum, { config }) => sum + config.iterations, 0);
  let done = 0;
  await longRun({ total, doing: 'training', things: 'iterations' }, ({ signal, advance }) =>
    runCompareTasks(tasks, {
      engine,
      workers,
      signal,
      onIteration: advance,
      onRecord: (record) => {
        done++;
        onRecord(record);
      },
    }),
  );
  return done === tasks.length;
}
