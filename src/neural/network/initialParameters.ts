import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Layout } from './layout.js';

const STEPS = 2 ** 24;

/**
 * θ_0 from a seed. Random parameters are uniform in ±bound on a grid of 2^24 steps, made with exact operations only,
 * so that the same seed gives the same bits on every machine. Throws RangeError for a seed that is no integer.
 */
export function initialParameters(layout: Layout, seed: number): Float32Array {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is an integer, not ${seed}`);
  const generator = xoroshiro128plus(seed);
  const theta = new Float32Array(layout.size);
  for (const { parameter, values } of layout.hostViews(theta)) {
    const { start } = parameter;
    if (start === 'ones') values.fill(1);
    if (typeof start === 'string') continue;
    for (let i = 0; i < values.length; i++) {
      values[i] = ((2 * uniformInt(generator, 0, STEPS) - STEPS) / STEPS) * start.bound;
    }
  }
  return theta;
}
