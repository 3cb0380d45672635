import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from './transcript.js';

/** The built program. */
export const MAIN = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

if (!existsSync(MAIN)) throw new Error('dist/cli/main.js is missing: run "npm run build" first');

/** A directory to run commands in, removed by `remove`. */
export class Place {
  readonly directory = mkdtempSync(join(tmpdir(), 'seeupo-test-'));
  private readonly bin = join(this.directory, '.bin');

  constructor() {
    mkdirSync(this.bin);
    this.program('seeupo', `exec '${process.execPath}' '${MAIN}' "$@"`);
    // What an installed package would offer.
    this.program('npx', 'exec "$@"');
  }

  path(name: string): string {
    return join(this.directory, name);
  }

  /** Runs a shell command with `seeupo` on its path. */
  async run(command: string): Promise<Result> {
    const child = spawn('sh', ['-c', command], {
      cwd: this.directory,
      env: { PATH: `${this.bin}:${process.env['PATH'] ?? ''}`, HOME: this.directory },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
    return { stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString(), code };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private program(name: string, script: string): void {
    const path = join(this.bin, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }
}
