import { describe, expect, it } from 'vitest';
import { runOnWorkers } from '../../src/claims/run/workerPool.js';

/** A module that answers each number with its square plus `data`, and throws at 13. */
const SQUARES = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads';
    parentPort.on('message', (n) => {
      if (n === 13) throw new Error('unlucky');
      parentPort.postMessage(n * n + workerData);
    });
  `)}`,
);

async function squares(tasks: readonly number[], workers: number, signal?: AbortSignal): Promise<number[]> {
  const results: number[] = [];
  await runOnWorkers<number>(SQUARES, 100, tasks, { workers, signal, onResult: (result) => results.push(result) });
  return results.sort((a, b) => a - b);
}

describe('tasks on threads', { timeout: 60_000 }, () => {
  it.each([1, 2, 9])('are all answered, each once, by %i threads', async (workers) => {
    expect(await squares([1, 2, 3, 4, 5], workers)).toEqual([101, 104, 109, 116, 125]);
  });

  it('are none where there are none, or the run was stopped before', async () => {
    expect(await squares([], 2)).toEqual([]);
    expect(await squares([1, 2], 2, AbortSignal.abort())).toEqual([]);
  });

  it('end the run where one throws', async () => {
    await expect(squares([1, 13], 2)).rejects.toThrow('unlucky');
  });

  it('are dropped where the run is stopped: what came later is not told', async () => {
    const stop = new AbortController();
    const results: number[] = [];
    const onResult = (result: number): void => {
      results.push(result);
      stop.abort();
    };
    await runOnWorkers<number>(SQUARES, 0, [1, 2, 3, 4], { workers: 1, signal: stop.signal, onResult });
    expect(results).toEqual([1]);
  });
});
