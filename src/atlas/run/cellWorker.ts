import { parentPort, workerData } from 'node:worker_threads';
import type { CellTask } from '../atlasFile.js';
import { type CellBudget, examineCell } from '../examineCell.js';

/** One worker of the pool: examines each cell that it is sent and answers with what it found. */
const budget = workerData as CellBudget;
parentPort?.on('message', (task: CellTask) => {
  parentPort?.postMessage(examineCell(task, budget));
});
