import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** Seconds of wall time of one whole `seeupo` process, and its exit code. It runs in a folder of its own. */
export function commandTime(args: readonly string[]): { readonly seconds: number; readonly exitCode: number } {
  if (!existsSync(cli)) throw new Error('dist/cli/main.js is missing; run npm run build first');
  const folder = mkdtempSync(join(tmpdir(), 'seeupo-bench-'));
  const start = performance.now();
  const run = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true, force: true });
  if (run.status === null || run.status === 2) throw new Error(`seeupo ${args.join(' ')} failed: ${run.stderr}`);
  return { seconds, exitCode: run.status };
}
