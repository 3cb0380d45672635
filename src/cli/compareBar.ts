import { SingleBar } from 'cli-progress';

/** A progress bar on stderr over so many iterations, or none when nobody watches. */
export function compareBar(total: number): SingleBar | undefined {
  if (!process.stderr.isTTY || total === 0) return undefined;
  const bar = new SingleBar({
    stream: process.stderr,
    format: 'training {bar} {value} of {total} iterations, {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  bar.start(total, 0);
  return bar;
}
