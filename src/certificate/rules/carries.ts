import { add, fractionOf, isLess, mul, type Num, ONE, sub } from '../number.js';
import { Uncovered } from '../refusal.js';

/** How c, in M = c·Â, follows from c and the ratio of a turn that was updated. */
export type Carry = (c: Num, ratio: Num) => Num;

/**
 * How M is carried: "exact", c ← ρ·c (Eq. 8); "clipped:ε", c ← clip(clip(ρ)·c), both clips to [1 − ε, 1 + ε], as in the
 * released code; "in-force", the expectation under the policy in force itself (undefined here): by change of measure the
 * same as "exact" wherever the old policy takes every action.
 */
export function carryOf(text: string): Carry | undefined {
  const [name, size, ...more] = text.split(':');
  if (text === 'in-force') return undefined;
  if (text === 'exact') return (c, ratio) => mul(ratio, c);
  if (name !== 'clipped' || size === undefined || more.length > 0) throw new Uncovered(`the carry rule ${text}`);
  const epsilon = fractionOf(size, 'carry');
  const [low, high] = [sub(ONE, epsilon), add(ONE, epsilon)];
  const clip = (x: Num): Num => (isLess(x, low) ? low : isLess(high, x) ? high : x);
  return (c, ratio) => clip(mul(clip(ratio), c));
}
