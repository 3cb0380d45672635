import { Worker } from 'node:worker_threads';
import type { Algorithm } from '../algorithm/algorithm.js';
import { besideModule } from '../claims/run/workerPool.js';
import { UserFileError } from '../userAlgorithm/loadFile.js';
import { algorithmOfParts } from './parts.js';
import type { PartsMessage } from './partsWorker.js';

/** Seconds that loading may take. */
const LIMIT = 60;

/**
 * The algorithm of named parts in a user's file, which is loaded in a thread of its own; undefined when it is a step of
 * one's own, which is code. What the file prints goes to `onOutput`. Throws UserFileError when it does not load.
 */
export async function loadParts(file: string, onOutput: (text: string) => void): Promise<Algorithm | undefined> {
  const worker = new Worker(besideModule(import.meta.url, 'partsWorker'), {
    workerData: file,
    stdout: true,
    stderr: true,
  });
  for (const stream of [worker.stdout, worker.stderr]) stream.setEncoding('utf8').on('data', onOutput);
  let timer: NodeJS.Timeout | undefined;
  try {
    const message = await new Promise<PartsMessage>((resolve, reject) => {
      worker.on('message', resolve).on('error', reject);
      worker.on('exit', () => resolve({ problem: `${file}: while loading, its code ended the thread` }));
      timer = setTimeout(() => resolve({ problem: `${file}: it did not load within ${LIMIT} s` }), LIMIT * 1000);
    });
    if ('problem' in message) throw new UserFileError(message.problem);
    return 'parts' in message ? algorithmOfParts(message.parts) : undefined;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
