import { expect, test } from 'vitest';
import { bestAttainable } from '../../src/claims/catalogue/bestAttainable.js';
import { decision, game, terminal } from '../../src/game/builders.js';

const second = (a: number, b: number): ReturnType<typeof decision> => decision({ a: terminal(a), b: terminal(b) });

test('the best of all certain choices, of losses too', () => {
  const blind = game('losses', decision({ a: second(-3, -9), b: second(-5, -2) }), { information: { truncated: 0 } });
  expect(bestAttainable(blind)?.toString()).toBe('-2');
  const early = game('early', decision({ a: second(-3, -1), b: terminal(-7) }), { information: { truncated: 0 } });
  expect(bestAttainable(early)?.toString()).toBe('-1');
});

test('is the optimum under full information, and not known where a set spans turns', () => {
  const of = (information: 'full' | { shared: number }): string | undefined =>
    bestAttainable(game('both', decision({ a: second(-3, -1), b: terminal(-7) }), { information }))?.toString();
  expect([of('full'), of({ shared: 0 })]).toEqual(['-1', undefined]);
});
