import { spawn } from 'node:child_process';

/** A loop that touches no memory and compiles at once; about two seconds. */
const LOOP =
  'let x = 0; for (let i = 0; i < 2.5e8; i++) x = (Math.imul(x, 1664525) + i) | 0; process.exit(x === 1 ? 1 : 0)';

/**
 * Seconds of wall time until `processes` that start together have each done a plain loop: on idle cores the same for
 * one and for two. Where two take longer, the cores are one core's hyper-threads, shared with others, or busy, and
 * no program can gain more from a second worker than these loops do.
 */
export async function loopTime(processes: number): Promise<number> {
  const start = performance.now();
  const loops = Array.from({ length: processes }, () => spawn(process.execPath, ['-e', LOOP]));
  await Promise.all(loops.map((loop) => new Promise((resolve) => loop.on('exit', resolve))));
  return (performance.now() - start) / 1000;
}
