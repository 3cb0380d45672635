import type { Game } from '../game.js';
import { listOf } from '../json.js';
import { Rejected } from '../refusal.js';

/** The turns that are updated together, in order: each turn alone, or all at once. Rejects any other order. */
export function poolsOf(order: unknown, turns: number): number[][] {
  const pools = listOf(order, 'order').map((pool) => listOf(pool, 'order').map(Number));
  const all = pools.flat();
  const once = all.length === turns && new Set(all).size === turns;
  const exist = all.every((t) => Number.isInteger(t) && t >= 1 && t <= turns);
  const sorted = pools.every((pool) => pool.every((t, n) => n === 0 || t > pool[n - 1]));
  if (!once || !exist || !sorted || (pools.length > 1 && pools.length < turns))
    throw new Rejected(`order: ${JSON.stringify(order)} is none of ${turns} turns`);
  return pools;
}

/** What happens where no path of the policy in force leads: the argmax too (full information), nothing, or anything. */
export function unreachedOf(game: Game, word: string): string {
  const words = game.information.kind === 'full' ? ['argmax', 'kept', 'anything'] : ['kept', 'anything'];
  if (!words.includes(word)) throw new Rejected(`unreached: ${word} is not one of ${words.join(', ')}`);
  return word;
}
