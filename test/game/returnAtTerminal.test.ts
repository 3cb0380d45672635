import { expect, test } from 'vitest';
import { decision, game, paying, terminal } from '../../src/game/builders.js';
import type { Game } from '../../src/game/game.js';
import { printJson } from '../../src/game/printJson.js';

/** Two ways of one length or two to a common end, with a reward on one of them and a discount. */
function waysTo(end: 'shared' | 'apart', reward: number, discount: string): Game {
  const last = end === 'shared' ? 'end' : terminal(1);
  const root = decision({ a: paying(reward, last), b: decision({ c: last }) });
  return game('ways', root, { discount, ...(end === 'shared' ? { nodes: { end: terminal(1) } } : {}) });
}

test.each([
  ['apart', 1, '1/2', true],
  ['shared', 0, '1', true],
  ['shared', 1, '1', false],
  ['shared', 0, '1/2', false],
  ['shared', 1, '1/2', false],
] as const)('ends %s, %i on the way, γ = %s: the end tells the return: %s', (end, reward, discount, tells) => {
  expect(waysTo(end, reward, discount).returnAtTerminal).toBe(tells);
});

test('JSON has nothing in a list or an object too', () => {
  for (const value of [null, [null], [null, { a: 1, b: null }], { a: null, b: [null, null] }]) {
    expect(JSON.parse(printJson(value))).toEqual(value);
  }
});
