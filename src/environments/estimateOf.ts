import type { Environment } from './environment.js';

/** An estimate of J(π) by sampling: never exact, and it says so. */
export interface MonteCarloReturn {
  readonly method: 'monte carlo';
  readonly environment: string;
  readonly samples: number;
  readonly seed: number;
  /** The mean return of the samples. */
  readonly mean: number;
  /** Sample standard deviation / √samples. */
  readonly standardError: number;
  /** Contains J(π) with a probability of at least `confidence`, at any sample size. */
  readonly interval: readonly [number, number];
  readonly confidence: 0.95;
}

/** Throws RangeError for a number of samples that no estimate can be made of: an integer of at least 2 is needed. */
export function checkSampleCount(samples: number): void {
  if (Number.isSafeInteger(samples) && samples >= 2) return;
  throw new RangeError(`an estimate needs an integer of at least 2 samples, not ${samples}`);
}

/**
 * J(π) estimated from the `returns` of independent episodes that π has played in `environment` with root seed `seed`.
 * The interval is the empirical Bernstein bound (Maurer and Pontil, COLT 2009, their fourth theorem, both sides at
 * δ/2, δ = 0.05): mean ± (√(2·V·ln(4/δ)/n) + 7·range·ln(4/δ)/(3(n − 1))), V the sample variance, cut to the stated
 * range of returns. Unlike mean ± 1.96 standard errors it stays honest when a rare reward was never seen. Throws
 * RangeError for fewer than two returns.
 */
export function estimateOf(
  { name, returnRange }: Pick<Environment, 'name' | 'returnRange'>,
  returns: Iterable<number>,
  seed: number,
): MonteCarloReturn {
  // Welford's recurrence: no cancellation, and no list of returns.
  let samples = 0;
  let mean = 0;
  let squares = 0;
  for (const x of returns) {
    samples += 1;
    const before = x - mean;
    mean += before / samples;
    squares += before * (x - mean);
  }
  checkSampleCount(samples);
  const variance = squares / (samples - 1);
  const [least, most] = returnRange.map((bound) => bound.toDouble());
  const tail = Math.log(4 / 0.05);
  const radius = Math.sqrt((2 * variance * tail) / samples) + (7 * (most - least) * tail) / (3 * (samples - 1));
  return {
    method: 'monte carlo',
    environment: name,
    samples,
    seed,
    mean,
    standardError: Math.sqrt(variance / samples),
    interval: [Math.max(least, mean - radius), Math.min(most, mean + radius)],
    confidence: 0.95,
  };
}
