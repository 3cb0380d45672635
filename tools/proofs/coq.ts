import { execFile, spawnSync } from 'node:child_process';

/** What a prover command printed, and how it ended. */
export interface CoqRun {
  readonly ok: boolean;
  readonly output: string;
}

/** Runs `coqc` or `coqchk` in `folder` with the project's load path. */
export function coq(command: 'coqc' | 'coqchk', args: readonly string[], folder: string): Promise<CoqRun> {
  return new Promise((resolve) => {
    const all = ['-R', '.', 'SeeUPO', ...args];
    execFile(command, all, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: `${stdout}${stderr}` });
    });
  });
}

/** The prover's version, e.g. "8.16.1", or undefined when it is not installed. */
export function coqVersion(): string | undefined {
  const run = spawnSync('coqc', ['--print-version'], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.split(/\s/)[0] : undefined;
}
