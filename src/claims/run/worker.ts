import { parentPort, workerData } from 'node:worker_threads';
import { gameOf, type Settings } from './runFile.js';
import { runTask } from './runTask.js';
import type { Task } from './task.js';

/** One worker of the pool: runs each task that it is sent and answers with what it found. */
const settings = workerData as Settings;
const game = gameOf(settings);
parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage(runTask(task, settings.seed, game));
});
