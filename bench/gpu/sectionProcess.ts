import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { SectionResult } from './resultSpec.js';

/** A section's program, and how long it may take. */
export interface SectionProgram {
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly limit: number;
}

const lineSpec = z.strictObject({ name: z.string(), value: z.json() });

/**
 * Runs a section in a process of its own and gathers what it tells, line by line, so that a crash or the end of its
 * time costs no result that was told before. Other lines on stdout are ignored; the last lines of stderr are the
 * cause of a failure. Never rejects.
 */
export function sectionProcess({ command, env, limit }: SectionProgram): Promise<SectionResult> {
  const start = performance.now();
  const told: SectionResult['told'] = {};
  return new Promise((resolve) => {
    const [program, ...words] = command;
    const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, 1000 * limit);
    const errors: string[] = [];
    createInterface(child.stdout).on('line', (line) => {
      const parsed = lineSpec.safeParse(jsonOf(line));
      if (parsed.success) told[parsed.data.name] = parsed.data.value;
    });
    createInterface(child.stderr).on('line', (line) => {
      if (line.trim() === '') return;
      errors.push(line.trim().slice(0, 300));
      if (errors.length > 200) errors.shift();
    });
    const done = (end: string | undefined): void => {
      clearTimeout(timer);
      const seconds = (performance.now() - start) / 1000;
      if (late) resolve({ outcome: 'timed out', seconds, cause: `it took more than ${limit} s`, told });
      else if (end === undefined) resolve({ outcome: 'done', seconds, told });
      else resolve({ outcome: 'failed', seconds, cause: [end, causeIn(errors)].filter(Boolean).join(': '), told });
    };
    child.on('error', ({ message }) => done(message));
    child.on('close', (code, signal) =>
      done(code === 0 ? undefined : signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`),
    );
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The line that names the error, or else the last one. */
function causeIn(lines: readonly string[]): string {
  return lines.findLast((line) => /^(\w*Error|engine \w+|\w+\.\w+Error)\b.*:/.test(line)) ?? lines.at(-1) ?? '';
}
