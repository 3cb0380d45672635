import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/**
 * The order in which a sweep updates the turns: the paper's reverse order T, …, 1; forward 1, …, T;
 * simultaneous (every turn against the old policy); or a permutation of 1..T.
 */
export type Order = 'reverse' | 'forward' | 'simultaneous' | readonly number[];

/** The turns in the order of update. Throws RangeError when a permutation does not list each turn once. */
export function turnsInOrder(order: Order, turns: number): number[] {
  const forward = Array.from({ length: turns }, (_, i) => i + 1);
  if (order === 'forward' || order === 'simultaneous') return forward;
  if (order === 'reverse') return forward.reverse();
  if (order.length !== turns || !forward.every((t) => order.includes(t))) {
    throw new RangeError(`the order ${order.join(',')} is no permutation of the turns 1..${turns}`);
  }
  return order.slice();
}

/** The turns that are updated together, in order: in simultaneous order all of them, else one after the other. */
export function turnPools(order: Order, turns: number): number[][] {
  const inOrder = turnsInOrder(order, turns);
  return order === 'simultaneous' && turns > 0 ? [inOrder] : inOrder.map((t) => [t]);
}

/** A permutation of 1..turns drawn from `seed`; the same seed gives the same order. */
export function randomOrder(turns: number, seed: number): number[] {
  return shuffled(
    Array.from({ length: turns }, (_, i) => i + 1),
    seed,
  );
}

/** `items` in an order drawn from `seed` (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const generator = xoroshiro128plus(seed);
  const result = items.slice();
  for (let i = result.length - 1; i > 0; i--) {
    const j = uniformInt(generator, 0, i);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/** Reads "reverse", "forward", "simultaneous" or a permutation such as "2,1,3". Throws RangeError otherwise. */
export function parseOrder(text: string): Order {
  if (text === 'reverse' || text === 'forward' || text === 'simultaneous') return text;
  if (/^\d+(,\d+)*$/.test(text)) return text.split(',').map(Number);
  throw new RangeError(
    `unknown order "${text}"; write reverse, forward, simultaneous or a permutation of the turns such as 2,1,3`,
  );
}

/** The inverse of `parseOrder`. */
export function orderName(order: Order): string {
  return typeof order === 'string' ? order : order.join(',');
}
