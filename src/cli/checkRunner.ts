import { basename } from 'node:path';
import { safe } from '../report/plainText.js';
import { runCheckPool } from '../userAlgorithm/checkPool.js';
import { type CheckRun, checkRunOf, type GetsThere } from '../userAlgorithm/checkRun.js';
import {
  type AlgorithmSource,
  type CheckPart,
  type CheckSettings,
  checkTasks,
  measureTasks,
} from '../userAlgorithm/checkTask.js';
import { UserFileError } from '../userAlgorithm/loadFile.js';
import { longRun, type StopReason } from './longRun.js';
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
  readonly stoppedBy?: StopReason;
}

/** Loading takes a second or two; a busy machine may need many more. */
const LEAST_LOAD_LIMIT = 60;

/**
 * Examines an algorithm on worker threads as a `longRun`; when it is stopped, with what was found until then. What the
 * user's code prints goes to stderr. Throws UsageError when the file does not load.
 */
export async function runCheck(
  source: AlgorithmSource,
  settings: CheckSettings,
  options: CheckRunOptions,
): Promise<CheckDone> {
  const { workers, stepLimit, timeLimit, withReference } = options;
  const tasks = [...checkTasks(settings, withReference), ...measureTasks(settings, withReference)];
  const parts: CheckPart[] = [];
  const measured: GetsThere = {};
  let name = shownSource(source);
  try {
    const shown = { total: tasks.length, doing: 'examining', things: 'searches', timeLimit };
    const stoppedBy = await longRun(shown, async ({ signal, advance }) => {
      await runCheckPool(tasks, {
        source,
        settings,
        workers,
        limits: { step: stepLimit, load: Math.max(LEAST_LOAD_LIMIT, stepLimit) },
        signal,
        onName: (loaded) => (name = loaded),
        onOutput: (text) => passOn(source, text),
        onEarly: (part) => parts.push(part),
        onMeasured: (column, result) => (measured[column] = result),
        onTask: (found) => {
          parts.push(...found);
          advance();
        },
      });
    });
    const run = checkRunOf(name, settings, parts, withReference, measured);
    return { run, ...(!run.complete && stoppedBy !== undefined ? { stoppedBy } : {}) };
  } catch (error) {
    if (error instanceof UserFileError) throw new UsageError(error.message, { cause: error });
    throw error;
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
