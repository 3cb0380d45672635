import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import { safe } from '../report/plainText.js';
import { runCheckPool } from '../userAlgorithm/checkPool.js';
import { type CheckRun, checkRunOf } from '../userAlgorithm/checkRun.js';
import { type AlgorithmSource, type CheckPart, type CheckSettings, checkTasks } from '../userAlgorithm/checkTask.js';
import { UserFileError } from '../userAlgorithm/loadFile.js';
import { note } from './output.js';
import { UsageError } from './usageError.js';

/** How `runCheck` runs. */
export interface CheckRunOptions {
  readonly workers: number;
  /** Seconds that one step may take. */
  readonly stepLimit: number;
  /** Seconds after which no more results are taken. */
  readonly timeLimit: number;
  /** Is SeeUPO examined beside it? */
  readonly withReference: boolean;
}

/** A check, and why it ended early if it did. */
export interface CheckDone {
  readonly run: CheckRun;
  readonly stoppedBy?: 'an interruption' | 'the time limit';
}

/** Loading takes a second or two; a busy machine may need many more. */
const LEAST_LOAD_LIMIT = 60;

/**
 * Examines an algorithm on worker threads, with a progress bar when stderr is a terminal. Ends early, with what was
 * found until then, at the time limit, on Ctrl-C (SIGINT) and on SIGTERM. What the user's code prints goes to stderr.
 * Throws UsageError when the file does not load.
 */
export async function runCheck(
  source: AlgorithmSource,
  settings: CheckSettings,
  options: CheckRunOptions,
): Promise<CheckDone> {
  const { workers, stepLimit, timeLimit, withReference } = options;
  const tasks = checkTasks(settings, withReference);
  const parts: CheckPart[] = [];
  const stop = new AbortController();
  let stoppedBy: CheckDone['stoppedBy'];
  const end = (reason: NonNullable<CheckDone['stoppedBy']>): void => {
    stoppedBy ??= reason;
    stop.abort();
  };
  const interrupted = (): void => end('an interruption');
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const timer = setTimeout(() => end('the time limit'), timeLimit * 1000);
  const bar = progressBar(tasks.length);
  try {
    let name = shownSource(source);
    await runCheckPool(tasks, {
      source,
      settings,
      workers,
      limits: { step: stepLimit, load: Math.max(LEAST_LOAD_LIMIT, stepLimit) },
      signal: stop.signal,
      onName: (loaded) => (name = loaded),
      onOutput: (text) => passOn(source, text),
      onPart: (part) => {
        parts.push(part);
        bar?.increment();
      },
    });
    const run = checkRunOf(name, settings, parts, withReference);
    return { run, ...(!run.complete && stoppedBy !== undefined ? { stoppedBy } : {}) };
  } catch (error) {
    if (error instanceof UserFileError) throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    bar?.stop();
    clearTimeout(timer);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}

/** What a user's code prints must not get among the results. */
export function passOn(source: AlgorithmSource, text: string): void {
  const from = shownSource(source);
  for (const line of text.replace(/\n$/, '').split('\n')) note(`${from}: ${safe(line)}`);
}

function shownSource(source: AlgorithmSource): string {
  return 'file' in source ? basename(source.file) : source.named;
}

/** A bar on stderr, or none when nobody watches. */
function progressBar(total: number): SingleBar | undefined {
  if (!process.stderr.isTTY || total === 0) return undefined;
  const bar = new SingleBar({
    stream: process.stderr,
    format: 'examining {bar} {value} of {total} searches, {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}
