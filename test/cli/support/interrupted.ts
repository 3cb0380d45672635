import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { MAIN, type Place } from './seeupo.js';
import type { Result } from './transcript.js';

/**
 * Runs `seeupo` in a process group of its own, as a terminal does, and sends SIGINT to the whole group, as Ctrl-C does,
 * at each of the `moments` in turn: as soon as it says so of what was printed to stderr.
 */
export async function interrupted(
  place: Place,
  words: string,
  ...moments: readonly ((stderr: string) => boolean)[]
): Promise<Result & { readonly signal: NodeJS.Signals | null }> {
  const child = spawn(process.execPath, [MAIN, ...words.split(' ')], {
    cwd: place.directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let [stdout, stderr] = ['', ''];
  let isOver = false;
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const end = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('close', (code, signal) => {
      isOver = true;
      resolve([code, signal]);
    }),
  );
  for (const isTime of moments) {
    while (!isOver && !isTime(stderr)) await setTimeout(20);
    if (!isOver && child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  }
  // Whoever does not listen is not left behind.
  const killer = globalThis.setTimeout(() => child.kill('SIGKILL'), 60_000);
  const [code, signal] = await end;
  clearTimeout(killer);
  return { stdout, stderr, code: code ?? -1, signal };
}
