import { describe, expect, test } from 'vitest';
import { ENVIRONMENTS } from '../../src/environments/library/index.js';
import { environmentByName, familyByName, sizesOf } from '../../src/environments/registry.js';
import { unroll } from '../../src/environments/unroll.js';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { frozenLakeGame } from '../../src/game/library/frozenLake.js';
import { guessNumberGame } from '../../src/game/library/guessNumber.js';
import { toolUseGame } from '../../src/game/library/toolUse.js';
import { uniformPolicy } from '../../src/policy/policy.js';

type Sizes = Readonly<Record<string, number | boolean>>;

function best(name: string, sizes: Sizes): string {
  return String(optimalValue(unroll(environmentByName(name, sizes), { shareStates: true }).game)[0]);
}

function stated(name: string, sizes: Sizes): string {
  const family = familyByName(name);
  return String(family.optimalValue(sizesOf(family, sizes)));
}

describe('J* is as derived', () => {
  test.each([
    ['delayed-credit-bandit', '13/15'],
    ['combination-lock', '1'],
    ['guess-the-number', '7/8'],
    ['mastermind', '5/9'],
    ['calculator', '9/10'],
    ['flaky-tool', '311/500'],
    ['frozen-lake', '4/9'],
  ])('%s at its default sizes: %s', (name, expected) => {
    expect(String(optimalValue(unroll(environmentByName(name)).game)[0])).toBe(expected);
    expect(stated(name, {})).toBe(expected);
  });

  test.each<[string, Sizes]>([
    ['delayed-credit-bandit', { arms: 5, delay: 7 }],
    ['combination-lock', { wheels: 8, positions: 10 }],
    ['guess-the-number', { numbers: 9, guesses: 2 }],
    ['guess-the-number', { numbers: 6, guesses: 4 }],
    ['mastermind', { pegs: 2, colours: 4, guesses: 2 }],
    ['mastermind', { pegs: 3, colours: 2, guesses: 3 }],
    ['mastermind', { pegs: 2, colours: 3, guesses: 1 }],
    ['calculator', { steps: 2, tasks: 2, reuse: true }],
    ['calculator', { steps: 3, tasks: 1 }],
    ['flaky-tool', { facts: 2, calls: 0 }],
    ['flaky-tool', { facts: 10, calls: 5 }],
    ['frozen-lake', { side: 4, steps: 12 }],
    ['frozen-lake', { side: 3, steps: 9 }],
    ['frozen-lake', { side: 5, steps: 8, slippery: false }],
    ['frozen-lake', { side: 5, steps: 7, slippery: false }],
  ])('%s %j', (name, sizes) => {
    expect(best(name, sizes)).toBe(stated(name, sizes));
  });

  test('without ice the lake is crossed in 2(n − 1) steps, and not in fewer', () => {
    expect(stated('frozen-lake', { side: 5, steps: 8, slippery: false })).toBe('1');
    expect(stated('frozen-lake', { side: 5, steps: 7, slippery: false })).toBe('0');
  });

  test('beyond the reach of a derivation none is stated', () => {
    expect(stated('mastermind', { guesses: 5 })).toBe('undefined');
    expect(stated('calculator', { steps: 5 })).toBe('undefined');
  });

  test('numbers beyond exact doubles are refused', () => {
    expect(() => environmentByName('calculator', { steps: 5, reuse: true })).toThrow('it must be at most 4');
    expect(environmentByName('calculator', { steps: 4, reuse: true }).turns).toBe(5);
  });
});

describe('the library of games, written as trees by hand, agrees', () => {
  test.each([1, 6, 20])('FrozenLake with %i steps', (steps) => {
    expect(best('frozen-lake', { side: 4, steps })).toBe(String(optimalValue(frozenLakeGame(steps))[0]));
  });

  test.each([1, 2, 3])('guess the number with %i guesses', (guesses) => {
    expect(best('guess-the-number', { numbers: 6, guesses })).toBe(
      String(optimalValue(guessNumberGame(6, guesses))[0]),
    );
  });

  test.each([0, 1, 3])('the failing tool with %i calls', (calls) => {
    expect(best('flaky-tool', { facts: 4, calls })).toBe(String(optimalValue(toolUseGame(calls))[0]));
  });
});

describe.each(ENVIRONMENTS.map((family) => [family.name, family] as const))('%s', (name, family) => {
  test('says what it is', () => {
    const environment = environmentByName(name);
    expect(environment.name).toBe(name);
    expect(environment.description).toMatch(/^[A-Z][^\n]*\.$/);
    expect(family.shows).toMatch(/^[A-Z][^\n]*\.$/);
    expect(family.derivation).toMatch(/\.$/);
    for (const schema of Object.values(family.sizes.shape)) expect(schema.description).toMatch(/\w/);
  });

  test('unrolls at its default sizes to a few thousand nodes at most', () => {
    expect(unroll(environmentByName(name)).game.nodeCount).toBeLessThan(5000);
  });
});

test('the uniform policy of the lock is worth positions^−wheels', () => {
  const { game } = unroll(environmentByName('combination-lock', { wheels: 3, positions: 4 }));
  expect(value(uniformPolicy(game))[0]).toEqual(Rational.of(1, 64));
});
