import { describe, expect, test } from 'vitest';
import { optimalPolicy, optimalValue } from '../../src/evaluate/optimalValue.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { combinationLockGame } from '../../src/game/library/combinationLock.js';
import { frozenLakeGame } from '../../src/game/library/frozenLake.js';
import { guessNumberGame } from '../../src/game/library/guessNumber.js';
import { LIBRARY } from '../../src/game/library/index.js';
import { toolUseGame } from '../../src/game/library/toolUse.js';
import { uniformPolicy } from '../../src/policy/policy.js';
import { startOf } from '../support/libraryStart.js';

describe('every library game', () => {
  test('has its own id', () => {
    expect(new Set(LIBRARY.map(({ id }) => id)).size).toBe(LIBRARY.length);
  });

  test.each(LIBRARY.map((entry) => [entry.id, entry] as const))('%s: J* and the start are as stated', (id, entry) => {
    const built = entry.build();
    expect(built.name).toBe(id);
    const optimal = optimalValue(built);
    expect(optimal[0].toString()).toBe(entry.optimalValue);
    if (built.information.kind === 'full')
      expect(value(optimalPolicy(built, optimal))[0].toString()).toBe(entry.optimalValue);
    expect(entry.start === undefined).toBe(entry.startValue === undefined);
    if (entry.start !== undefined) expect(value(startOf(id))[0].toString()).toBe(entry.startValue);
    expect(entry.bestUnderInformation === undefined).toBe(built.information.kind === 'full');
    expect(entry.shows).toMatch(/^[A-Z].*\.$/s);
    expect(entry.derivation).toMatch(/\.$/);
  });
});

describe('families of library games follow their formulas', () => {
  test.each([
    [1, 2],
    [3, 2],
    [2, 4],
    [6, 3],
  ])('a lock of %i wheels with %i digits', (length, actions) => {
    const lock = combinationLockGame(length, actions);
    expect(optimalValue(lock)[0].toString()).toBe('1');
    expect(value(uniformPolicy(lock))[0]).toEqual(Rational.of(1, actions).pow(length));
  });

  test.each([1, 2, 3, 4, 5, 6, 7].flatMap((numbers) => [0, 1, 2, 3].map((guesses) => [numbers, guesses] as const)))(
    'guess one of %i numbers in %i',
    (numbers, guesses) => {
      const found = Rational.of(Math.min(numbers, 2 ** guesses - 1), numbers);
      expect(optimalValue(guessNumberGame(numbers, guesses))[0]).toEqual(found);
    },
  );

  test('the tool: V ← max(1/4, 1/2 + V/5)', () => {
    let expected = Rational.of(1, 4);
    for (let calls = 0; calls <= 4; calls++) {
      expect(optimalValue(toolUseGame(calls))[0]).toEqual(expected);
      expected = Rational.max(Rational.of(1, 4), Rational.of(1, 2).add(expected.div(Rational.of(5))));
    }
  });
});

/** Finite-horizon value iteration in doubles on the transitions [cell][action] → the three cells, written out by hand. */
function frozenLakeInDoubles(horizon: number): number {
  const left = [0, 0, 1, 2, 4, 4, 5, 6, 8, 8, 9, 10, 12, 12, 13, 14];
  const down = [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 14, 15];
  const right = [1, 2, 3, 3, 5, 6, 7, 7, 9, 10, 11, 11, 13, 14, 15, 15];
  const up = [0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const slips = [
    [up, left, down],
    [left, down, right],
    [down, right, up],
    [right, up, left],
  ];
  const ended = new Set([5, 7, 11, 12, 15]);
  let values = new Array<number>(16).fill(0).with(15, 1);
  for (let step = 0; step < horizon; step++) {
    values = values.map((v, cell) =>
      ended.has(cell) ? v : Math.max(...slips.map((moves) => moves.reduce((sum, to) => sum + values[to[cell]], 0) / 3)),
    );
  }
  return values[0];
}

describe('FrozenLake', () => {
  test.each([1, 6, 20, 60, 100])('agrees with a floating-point value iteration at horizon %i', (horizon) => {
    expect(optimalValue(frozenLakeGame(horizon))[0].toDouble()).toBeCloseTo(frozenLakeInDoubles(horizon), 12);
  });

  test('at horizon 100 has 100 turns and thousands of shared nodes, and is worth 0.74419…', () => {
    const lake = frozenLakeGame(100);
    expect([lake.turns, lake.nodeCount, lake.isTree]).toEqual([100, 5363, false]);
    expect(optimalValue(lake)[0].toDouble()).toBeCloseTo(0.7441902878, 10);
  });

  test('stays below the value 14/17 of the unlimited game', () => {
    expect(frozenLakeInDoubles(5000)).toBeCloseTo(14 / 17, 12);
    expect(optimalValue(frozenLakeGame(60))[0].lt(Rational.of(14, 17))).toBe(true);
  });
});
