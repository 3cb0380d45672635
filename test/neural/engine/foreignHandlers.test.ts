import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { withoutForeignHandlers } from '../../../src/neural/engine/foreignHandlers.js';
import { ROOT } from '../../../tools/sourceTree.js';

const directory = mkdtempSync(join(tmpdir(), 'seeupo-handlers-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** What a process prints to stderr that runs `body`, a module, and how it ends. */
async function ended(body: string): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const program = join(directory, 'run.mts');
  writeFileSync(program, body);
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', tsx, program], { stdio: ['ignore', 'ignore', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stderr: Buffer.concat(chunks).toString() };
}

const openEngine = `import { openEngine } from '${pathToFileURL(join(ROOT, 'src/neural/engine/openEngine.ts')).href}';
  await openEngine('wasm');`;

/** The same without this program's care. */
const openBackend = `import { createRequire } from 'node:module';
  const load = createRequire('${pathToFileURL(join(ROOT, 'package.json')).href}');
  const tf = load('@tensorflow/tfjs');
  load('@tensorflow/tfjs-backend-wasm');
  await tf.setBackend('wasm');`;

const uncaught: [string, string][] = [
  ['an uncaught error', `setTimeout(() => { throw new Error('a mistake'); }, 0);`],
  ['an unhandled rejection', `void Promise.reject(new Error('a mistake'));`],
];

describe('in a process with the wasm engine,', { timeout: 120_000 }, () => {
  it.each(uncaught)('%s is told with its own place, and with no line of the engine', async (_, mistake) => {
    const { code, stderr } = await ended(`${openEngine}\n${mistake}`);
    expect(code).toBe(1);
    expect(stderr).toContain('Error: a mistake');
    expect(stderr).toContain('run.mts');
    expect(stderr).not.toContain('tfjs-backend-wasm');
    expect(stderr.length).toBeLessThan(2000);
  });

  it.each(uncaught)('%s would be told with the place of the engine that throws it again', async (_, mistake) => {
    const { code, stderr } = await ended(`${openBackend}\n${mistake}`);
    expect(code).not.toBe(0);
    expect(stderr).toContain('Error: a mistake');
    expect(stderr).toContain('tfjs-backend-wasm');
  });
});

it('handlers that were there before stay, and others go even when loading fails', async () => {
  const [own, foreign] = [(): void => undefined, (): void => undefined];
  process.on('uncaughtException', own);
  const failing = withoutForeignHandlers(() => {
    process.on('uncaughtException', foreign);
    return Promise.reject(new Error('no .wasm'));
  });
  await expect(failing).rejects.toThrow('no .wasm');
  const left = process.listeners('uncaughtException');
  process.off('uncaughtException', own);
  expect(left).toContain(own);
  expect(left).not.toContain(foreign);
});
