import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CompareTask } from '../neural/compare/compareSettings.js';
import type { RunRecord } from '../neural/compare/runRecord.js';
import { parseEngineChoice } from '../neural/engine/engineChoice.js';
import { type CompareOrder, compareNewsSpec } from './compareMessage.js';
import { UsageError } from './usageError.js';

/** How `runCompareTasks` runs. */
export interface ComparePoolOptions {
  /** As `--engine` takes it. */
  readonly engine: string;
  readonly workers: number;
  /** Called with every finished run, in order of finishing. */
  readonly onRecord: (record: RunRecord) => void;
  readonly onIteration?: () => void;
  /** Stops early: runs under way are dropped, finished ones stay. */
  readonly signal?: AbortSignal;
}

/**
 * Does the runs in worker processes, one engine each, since a process has one engine and one thread. Resolves when all
 * are done or the signal fires; no process outlives it. What comes out does not depend on the number of workers.
 * Rejects with UsageError when a run's input is to blame, with Error when a process fails.
 */
export async function runCompareTasks(tasks: readonly CompareTask[], options: ComparePoolOptions): Promise<void> {
  const { engine, workers, onRecord, onIteration, signal } = options;
  if (tasks.length === 0 || signal?.aborted === true) return;
  const queue = tasks[Symbol.iterator]();
  const children: ChildProcess[] = [];
  const ended: Promise<void>[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      signal?.addEventListener('abort', () => resolve(), { once: true });
      let idle = 0;
      const count = Math.min(workers, tasks.length);
      for (let n = 0; n < count; n++) {
        const child = startWorker();
        children.push(child);
        let isIdle = false;
        const next = (): void => {
          const { value: task, done } = queue.next();
          if (done !== true) child.send({ engine, ...task } satisfies CompareOrder);
          else {
            isIdle = true;
            if (++idle === count) resolve();
          }
        };
        child.on('message', (message) => {
          if (signal?.aborted === true) return;
          const news = compareNewsSpec.parse(message);
          if (news.kind === 'iteration') onIteration?.();
          else if (news.kind === 'failure') reject(new (news.isInput ? UsageError : Error)(news.message));
          else {
            onRecord(news.record);
            next();
          }
        });
        child.on('error', reject);
        ended.push(
          new Promise((closed) =>
            child.on('close', (code, by) => {
              if (!isIdle) reject(new Error(`a worker process ended with ${by ?? `exit code ${code}`} during a run`));
              closed();
            }),
          ),
        );
        next();
      }
    });
  } finally {
    for (const child of children) child.kill();
    await Promise.all(ended);
  }
}

/** How many workers an engine (as `--engine` takes it) is worth here: one for each core, but one where all share a device. */
export function workersFor(engine: string): number {
  return parseEngineChoice(engine).name === 'webgpu' ? 1 : availableParallelism();
}

/** The worker's program beside this file: compiled, or as TypeScript under a loader. */
function startWorker(): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts');
  const program = fileURLToPath(new URL(isSource ? './compareWorker.ts' : './compareWorker.js', import.meta.url));
  const loader = isSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
  return fork(program, [], { execArgv: loader, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}
