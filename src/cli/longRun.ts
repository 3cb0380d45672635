import { SingleBar } from 'cli-progress';

/** Why a long run ended before its work was done. */
export type StopReason = 'an interruption' | 'the time limit';

/** How a long run shows itself, and how long it may take. */
export interface LongRun {
  /** Steps of the progress bar, and what they are called: "checking … of 40 tasks". */
  readonly total: number;
  readonly doing: string;
  readonly things: string;
  /** Seconds after which no more results are taken. */
  readonly timeLimit?: number;
}

/** What the work of a long run is given. */
export interface Running {
  /** Fires when the run has to end. */
  readonly signal: AbortSignal;
  /** Moves the progress bar on by one step. */
  readonly advance: () => void;
}

/**
 * Does `work` with a progress bar when stderr is a terminal. Its signal fires at the time limit, on Ctrl-C (SIGINT) and
 * on SIGTERM; a second Ctrl-C ends the process as usual. Resolves with the reason when it fired, rejects as `work`.
 */
export async function longRun(
  { total, doing, things, timeLimit }: LongRun,
  work: (running: Running) => Promise<void>,
): Promise<StopReason | undefined> {
  const stop = new AbortController();
  let stoppedBy: StopReason | undefined;
  const end = (reason: StopReason): void => {
    stoppedBy ??= reason;
    stop.abort();
  };
  const interrupted = (): void => end('an interruption');
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const timer = timeLimit === undefined ? undefined : setTimeout(() => end('the time limit'), timeLimit * 1000);
  const bar = progressBar(total, `${doing} {bar} {value} of {total} ${things}, {eta_formatted} left`);
  try {
    await work({ signal: stop.signal, advance: () => bar?.increment() });
  } finally {
    bar?.stop();
    clearTimeout(timer);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
  return stoppedBy;
}

/** A bar on stderr, or none when nobody watches. */
function progressBar(total: number, format: string): SingleBar | undefined {
  if (!process.stderr.isTTY || total === 0) return undefined;
  const bar = new SingleBar({
    stream: process.stderr,
    format,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}
