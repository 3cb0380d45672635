import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../src/environments/environmentError.js';
import { ENVIRONMENTS } from '../../src/environments/library/index.js';
import { numeralMask } from '../../src/environments/numerals.js';
import { environmentByName } from '../../src/environments/registry.js';
import { END, idsOf, textOf } from '../../src/environments/tokens.js';

describe('environmentByName', () => {
  test('knows every family by its own name', () => {
    expect(new Set(ENVIRONMENTS.map(({ name }) => name)).size).toBe(7);
    for (const { name } of ENVIRONMENTS) expect(environmentByName(name).name).toBe(name);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['mastermnd', {}, 'there is no environment "mastermnd" (did you mean "mastermind"?)'],
    ['mastermind', { colors: 3 }, 'unknown key "colors" (did you mean "colours"?)'],
    ['mastermind', { pegs: 9 }, 'environment "mastermind": size "pegs" is 9: it must be at most 5'],
    ['mastermind', { pegs: 0 }, 'it must be at least 1'],
    ['mastermind', { pegs: 2.5 }, 'environment "mastermind": "pegs" must be an integer'],
    ['mastermind', { pegs: '2' }, '"pegs" must be'],
    ['frozen-lake', { slippery: 1 }, '"slippery" must be'],
  ])('%s %j is refused', (name, sizes, message) => {
    expect(() => environmentByName(name, sizes)).toThrow(EnvironmentError);
    expect(() => environmentByName(name, sizes)).toThrow(message);
  });
});

describe('tokens and text', () => {
  const vocabulary = ['guess', 'ten', '10', '1', '2', '0'];

  test('digits stand side by side, words apart', () => {
    expect(textOf(vocabulary, [0, 3, 4])).toBe('guess 12');
    expect(idsOf(vocabulary, 'guess 12')).toEqual([0, 3, 4]);
    expect(idsOf(vocabulary, ' guess  10 ')).toEqual([0, 2]); // a token of its own comes first
    expect(idsOf(vocabulary, '')).toEqual([]);
  });

  test('unknown words and ids are refused', () => {
    expect(() => idsOf(vocabulary, 'gues 1')).toThrow('"gues" is no word of the vocabulary (did you mean "guess"?)');
    expect(() => idsOf(vocabulary, '13')).toThrow('"13" is no word');
    expect(() => textOf(vocabulary, [6])).toThrow('token id 6 is outside');
  });
});

test.each([
  [0, 0],
  [0, 9],
  [0, 12],
  [3, 27],
  [15, 27],
  [98, 1003],
])('numeralMask allows exactly the numbers %i … %i', (low, high) => {
  const found: number[] = [];
  const write = (prefix: readonly string[]): void => {
    for (const next of numeralMask(prefix, low, high)) {
      if (next === END) found.push(Number(prefix.join('')));
      else write([...prefix, next]);
    }
  };
  write([]);
  expect(found.toSorted((a, b) => a - b)).toEqual(Array.from({ length: high - low + 1 }, (_, i) => low + i));
});
