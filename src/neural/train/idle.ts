import type { Algorithm } from '../algorithm/algorithm.js';
import type { PoolEntry } from '../rollout/samples.js';

/**
 * Whether these entries give a step nothing to go by: every advantage is 0 (a copy's always is) and there is no
 * penalty. Such a step must not be taken: its gradient is 0, but Adam would move on by what it remembers and weight
 * decay by itself, and equal rewards must move nothing. True of no entries, unless there is a penalty.
 */
export function isIdle(
  { kl }: Pick<Algorithm, 'kl'>,
  entries: readonly PoolEntry[],
  advantage: (entry: PoolEntry, position: number) => number,
): boolean {
  return kl === undefined && entries.every((entry) => entry.copy || isZero(entry, advantage));
}

function isZero(entry: PoolEntry, advantage: (entry: PoolEntry, position: number) => number): boolean {
  const { start, length } = entry.response;
  for (let j = start; j < start + length; j++) if (advantage(entry, j) !== 0) return false;
  return true;
}
