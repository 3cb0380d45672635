import { parentPort, workerData } from 'node:worker_threads';
import type { Cell } from '../cell.js';
import { crossRow } from '../crossed.js';
import { examineWholeRow, type RowDone, type RowTask } from '../examineRow.js';
import type { RowWork } from './rowPool.js';

/** One worker of the pool: examines or crosses each row that it is sent and answers with what it found. */
const work = workerData as RowWork;
parentPort?.on('message', (task: RowTask | readonly Cell[]) => {
  const done: RowDone =
    'budget' in work
      ? examineWholeRow(task as RowTask, work.budget)
      : { cells: crossRow(task as readonly Cell[], work.pool) };
  parentPort?.postMessage(done);
});
