import { add, div, type Fraction, fractionOf, mul, type Num, ONE, sub, ZERO } from '../number.js';
import { Rejected, Uncovered } from '../refusal.js';
import { overDeviation } from './deviation.js';
import type { EstimatorName } from './estimators.js';
import type { Returns } from './returns.js';
import type { Estimate } from './samples.js';

/** Σx and Σx² of some returns, and how probable they are. */
export type Sums = readonly [probability: Num, first: Num, second: Num];

/** The law of the sums of `count` independent draws; equal sums are one. It stands for all tuples of that length. */
export function sumsOf(one: readonly Sums[], count: number): Sums[] {
  let all: Sums[] = [[ONE, ZERO, ZERO]];
  for (let n = 0; n < count; n++) {
    const merged = new Map<string, Sums>();
    for (const [p, x, xx] of all)
      for (const [q, y, yy] of one) {
        const [first, second] = [add(x, y), add(xx, yy)];
        const key = `${String(first)} ${String(second)}`;
        merged.set(key, [add(mul(p, q), merged.get(key)?.[0] ?? ZERO), first, second]);
      }
    all = [...merged.values()];
    if (all.length > 2000) throw new Uncovered('more than 2,000 kinds of groups');
  }
  return all;
}

/** A size that is written as a whole number from `least` to 9. */
export function sizeOf(text: string | undefined, least: number): Fraction {
  if (text === undefined || !/^[1-9]$/.test(text) || Number(text) < least)
    throw new Rejected(`an estimator of size ${text}`);
  return fractionOf(text, 'size');
}

/** R less the mean of its group of G, itself included ("grae") or not ("loo"); for "-std" over the group's deviation. */
export function inGroups(
  { baseline, scale, sizes }: EstimatorName,
  { returnOf, lawOf }: Returns,
): Estimate | undefined {
  if (!['grae', 'loo'].includes(baseline) || !['', '-std'].includes(scale)) return undefined;
  const size = sizeOf(sizes[0], baseline === 'loo' ? 2 : 1);
  const over = overDeviation(sizes.slice(1), scale === '-std');
  return (path) => {
    const r = returnOf(path);
    const one = lawOf(path).returns.map(([p, x]): Sums => [p, x, mul(x, x)]);
    return sumsOf(one, Number(size.n) - 1).map(([p, first, second]) => {
      const mean = baseline === 'loo' ? div(first, sub(size, ONE)) : div(add(first, r), size);
      return [p, over(sub(r, mean), add(first, r), add(second, mul(r, r)), size)];
    });
  };
}
