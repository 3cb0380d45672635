import { Fraction, mul, type Num, ONE, sub, sum } from '../number.js';
import { overRoot } from './deviation.js';
import type { EstimatorName } from './estimators.js';
import type { Returns } from './returns.js';
import type { Estimate } from './samples.js';

/** Groups without end, "grae:limit" and "grae-std:limit:n": their mean and deviation are those of the context. */
export function inLargeGroups(
  { baseline, scale, sizes }: EstimatorName,
  { returnOf, lawOf }: Returns,
): Estimate | undefined {
  if (!['grae', 'loo'].includes(baseline) || sizes[0] !== 'limit' || scale === '-batch-std') return undefined;
  if (sizes.length > (scale === '-std' ? 2 : 1)) return undefined;
  return (path) => {
    const { mean, returns } = lawOf(path);
    const difference = sub(returnOf(path), mean);
    const square = (x: Num): Num => mul(sub(x, mean), sub(x, mean));
    const variance = sum(returns.map(([p, x]) => mul(p, square(x))));
    return [[ONE, scale === '' ? difference : overRoot(difference, variance, new Fraction(0n))]];
  };
}
