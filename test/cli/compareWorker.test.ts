import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { compareNewsSpec } from '../../src/cli/compareMessage.js';
import { MAIN } from './support/seeupo.js';

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
