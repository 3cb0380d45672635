import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { compareNewsSpec } from '../../src/cli/compareMessage.js';
import { workersFor } from '../../src/cli/comparePool.js';
import { MAIN } from './support/seeupo.js';

it('as many workers as there are cores, but one where all would share a device', () => {
  expect(workersFor('wasm')).toBe(availableParallelism());
  expect(['webgpu', 'webgpu:NVIDIA'].map(workersFor)).toEqual([1, 1]);
});

it('a worker of a comparison tells its own defects in one line, and ends', { timeout: 60_000 }, async () => {
  const worker = fork(join(dirname(MAIN), 'compareWorker.js'), [], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const news: unknown[] = [];
  let stderr = '';
  worker.on('message', (message) => news.push(message));
  worker.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  worker.send({ engine: 'no order' });
  const code = await new Promise((resolve) => worker.on('close', resolve));
  expect({ code, stderr }).toEqual({ code: 70, stderr: '' });
  expect(news.map((message) => compareNewsSpec.parse(message))).toEqual([
    { kind: 'failure', isInput: false, message: expect.stringMatching(/^\S*Error: /) as string },
  ]);
});
