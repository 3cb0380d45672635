import { randomStream } from '../../environments/random.js';
import { NeuralError } from '../neuralError.js';

/** A mean over seeds, and the bounds of its interval. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** How intervals are made. */
export interface BootstrapOptions {
  readonly seed: number;
  /** How many resamples; default 2000. */
  readonly resamples?: number;
}

/** The share of resampled means outside the interval on either side: 2.5 %, so that 95 % lie within. */
const TAIL = 0.025;

/**
 * Means of several curves at each of their points, with percentile bootstrap intervals at 95 % (Efron, 1979): whole
 * curves are drawn with replacement, as many as there are, and the interval holds the middle 95 % of their means. The
 * same curves are drawn at all points, so that the band moves as curves do. `curves[s][k]`: seed s, point k.
 * With few curves the interval is too narrow (of n equal curves it is a point), which readers should be told.
 * Throws NeuralError without curves and for curves of different lengths.
 */
export function bootstrapMeans(
  curves: readonly (readonly number[])[],
  { seed, resamples = 2000 }: BootstrapOptions,
): MeanInterval[] {
  const [first] = curves;
  if (first === undefined || curves.some(({ length }) => length !== first.length)) {
    throw new NeuralError('an interval needs at least one curve, and curves of one length');
  }
  const random = randomStream(seed, 'bootstrap');
  const drawn = Array.from({ length: resamples }, () => curves.map(() => random.below(curves.length)));
  return first.map((_, k) => {
    const values = curves.map((curve) => curve[k]);
    const means = drawn.map((chosen) => mean(chosen.map((s) => values[s]))).sort((a, b) => a - b);
    const last = means.length - 1;
    return { mean: mean(values), low: means[Math.floor(TAIL * last)], high: means[Math.ceil((1 - TAIL) * last)] };
  });
}

/** The mean of numbers; NaN of none. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
