import { type RandomStream } from '../../environments/random.js';

/** `items` in an order drawn from `random` (Fisher–Yates). */
export function shuffled<Item>(items: readonly Item[], random: RandomStream): Item[] {
  const result = items.slice();
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/** `items` dealt in a drawn order into at most `parts` parts of nearly equal size; one part keeps the given order. */
export function dealt<Item>(items: readonly Item[], parts: number, random: RandomStream): Item[][] {
  if (parts === 1) return [items.slice()];
  const order = shuffled(items, random);
  const count = Math.min(parts, order.length);
  return Array.from({ length: count }, (_, n) =>
    order.slice(Math.floor((n * order.length) / count), Math.floor(((n + 1) * order.length) / count)),
  );
}
