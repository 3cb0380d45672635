import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Trouble } from './engineError.js';
import { fromLog } from './probeLog.js';
import { type ProbeAnswer, type ProbeRequest, probeAnswerSpec } from './probeMessage.js';

/** How long a probe may take; a software adapter on a busy machine needs some seconds. */
const TIME_LIMIT = 120_000;

/**
 * Tries an engine in a process of its own: opens it there and lets it solve the known-answer problem. Whatever a
 * driver does to that process, this one learns of it as `works: false` with a cause and a cure. Never throws.
 */
export async function probe(request: ProbeRequest): Promise<ProbeAnswer> {
  const { answer, log, end } = await runProbe(request);
  if (answer === undefined) return { works: false, ...diedTrouble(end, log) };
  return fromLog(request.name, answer, log);
}

interface ProbeRun {
  readonly answer: ProbeAnswer | undefined;
  /** What the process wrote to stderr. */
  readonly log: string;
  /** How the process ended, in words. */
  readonly end: string;
}

function runProbe(request: ProbeRequest): Promise<ProbeRun> {
  const isSource = import.meta.url.endsWith('.ts');
  const program = fileURLToPath(new URL(isSource ? './probeMain.ts' : './probeMain.js', import.meta.url));
  const loader = isSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
  return new Promise((resolve) => {
    const child = fork(program, [JSON.stringify(request)], {
      execArgv: loader,
      // At its chattiest, TensorFlow tells why it uses no GPU.
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '0' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: TIME_LIMIT,
      killSignal: 'SIGKILL',
    });
    let answer: ProbeAnswer | undefined;
    const chunks: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('message', (message) => (answer = probeAnswerSpec.parse(message)));
    const done = (end: string): void => resolve({ answer, log: Buffer.concat(chunks).toString(), end });
    child.on('error', (error) => done(error.message));
    child.on('close', (code, signal) =>
      done(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`),
    );
  });
}

function diedTrouble(end: string, log: string): Trouble {
  const last = log.trim().split('\n').at(-1) ?? '';
  return {
    cause: `a process that tried it ${end}${last === '' ? '' : `: ${last.trim()}`}`,
    cure: 'update its driver or library; until then use another engine',
  };
}
