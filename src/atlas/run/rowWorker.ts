import { parentPort, workerData } from 'node:worker_threads';
import type { Cell } from '../cell.js';
import { crossRow } from '../crossed.js';
import { examineRow, type RowTask } from '../examineRow.js';
import type { RowWork } from './rowPool.js';

/** One worker of the pool: examines or crosses each row that it is sent and answers with its cells. */
const work = workerData as RowWork;
parentPort?.on('message', (task: RowTask | readonly Cell[]) => {
  const cells =
    'budget' in work ? examineRow(task as RowTask, work.budget) : crossRow(task as readonly Cell[], work.pool);
  parentPort?.postMessage(cells);
});
