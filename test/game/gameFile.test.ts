import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { buildGame } from '../../src/game/buildGame.js';
import { decision, game, terminal } from '../../src/game/builders.js';
import { parseGame } from '../../src/game/gameFile.js';
import { GameFileError } from '../../src/game/gameFileError.js';
import type { NodeSpec } from '../../src/game/gameSpec.js';
import { LIBRARY } from '../../src/game/library/index.js';
import { gameToSpec, printGame } from '../../src/game/printGame.js';
import { arbitraryGame, arbitrarySharedGame } from '../support/arbitraryGame.js';

const COIN = `{
  "version": 1,
  "name": "coin",
  "discount": "9/10",
  "root": {
    "actions": [
      { "label": "left", "to": { "reward": "3/10" } },
      {
        "label": "right",
        "to": {
          "chance": [
            { "probability": "1/2", "label": "heads", "to": { "reward": "1" } },
            { "probability": "1/2", "label": "tails", "to": "end" }
          ]
        }
      }
    ]
  },
  "nodes": { "end": { "reward": "0" } }
}
`;

function lineOf(text: string): string {
  try {
    parseGame(text, 'coin.json');
  } catch (error) {
    if (error instanceof GameFileError) return error.message;
    throw error;
  }
  return 'accepted';
}

test('a file is read', () => {
  const coin = parseGame(COIN, 'coin.json');
  expect(coin.nodeName).toEqual(['root', 'right', 'left', 'right.heads', 'end']);
});

describe('a mistake is one line with file, line, column and fix', () => {
  test.each([
    [
      '"probability": "1/2", "label": "h',
      '"probability": "2/5", "label": "h',
      'coin.json:11:21: probabilities of chance node "right" sum to 9/10, not to 1; make them sum to exactly 1',
    ],
    [
      '"to": "end"',
      '"to": "edn"',
      'coin.json:13:61: unknown node "edn" (did you mean "end"?); list it under "nodes" or correct the name',
    ],
    ['"left"', '"right"', 'coin.json:9:18: node "root" has two edges labelled "right"; rename one'],
    ['"3/10"', '0.3', 'coin.json:7:44: 0.3 is not exact in JSON; write it as a string, "3/10"'],
    ['"3/10"', '3e-1', 'coin.json:7:44: 3e-1 is not exact in JSON; write it as a string, such as "1/10"'],
    [
      '"3/10"',
      '9007199254740993',
      'coin.json:7:44: 9007199254740993 is not exact in JSON; write it as a string, "9007199254740993"',
    ],
    [
      '"3/10"',
      '"3/1O"',
      'coin.json:7:44: "3/1O" is not an exact number; write an integer, a fraction "3/10" or a decimal "0.3"',
    ],
    ['{ "reward": "3/10" }', '{}', 'coin.json:7:32: a node needs exactly one of "reward", "actions" and "chance"'],
    ['{ "reward": "3/10" }', '{ "actions": [] }', 'coin.json:7:45: a decision node needs at least one action'],
    ['"9/10"', '"0"', 'coin.json:4:15: the discount is 0; it must be greater than 0 and at most 1'],
    ['"label": "left", ', '', 'coin.json:7:7: "label" is missing'],
    [
      '"label": "left"',
      '"label": "left", "probability": 1',
      'coin.json:7:41: unknown key "probability"; remove or correct it',
    ],
    [
      '{ "end": { "reward": "0" } }',
      '{ "end": { "actions": [{ "label": "x", "to": "end" }] } }',
      'coin.json:19:21: node "end" leads back to itself: a game has no cycles',
    ],
    ['"name": "coin"', '"name": "coin", "name": "coin"', 'coin.json:3:19: the key "name" is repeated; remove one'],
    [
      '"end": { "reward": "0" }',
      '"end": { "reward": "0" },',
      'coin.json:19:40: a key in double quotes is expected here; remove a trailing comma',
    ],
    ['"name": "coin",', '"name": "coin", // a coin', 'coin.json:3:19: JSON has no comments; use "description"'],
    ['"name": "coin",', '"name": "coin"', 'coin.json:4:3: a comma is expected before this'],
    ['"name": "coin"', '"name": coin', 'coin.json:3:11: this is not JSON; strings need double quotes'],
    ['"name": "coin"', '"name" "coin"', 'coin.json:3:10: a colon is expected here, between key and value'],
    [COIN.slice(60), '', 'coin.json:5:3: a key in double quotes is expected here; remove a trailing comma'],
    [COIN, '', 'coin.json:1:1: the file holds no JSON value'],
  ])('%j → %j', (from, to, line) => {
    expect(COIN).toContain(from);
    expect(lineOf(COIN.replace(from, to))).toBe(line);
  });

  test('text after the end', () => {
    expect(lineOf(`${COIN}{}`)).toBe('coin.json:21:1: the file should end here; remove what follows');
  });

  test('nesting without end does not exhaust the stack', () => {
    expect(lineOf('['.repeat(1_000_000))).toBe(
      'coin.json:1:601: nested more than 600 levels deep; list deep nodes under "nodes" and refer to them by name',
    );
  });
});

describe('printing and reading give the same game', () => {
  test.each(LIBRARY.map((entry) => [entry.id, entry] as const))('%s', (_, entry) => {
    const built = entry.build();
    const text = printGame(built);
    const read = parseGame(text, 'file.json');
    expect(read).toEqual(built);
    expect(printGame(read)).toBe(text);
  });

  property.prop([fc.oneof(arbitraryGame, arbitrarySharedGame)], { seed: 1, numRuns: 300 })('random games', (built) => {
    expect(parseGame(printGame(built), 'file.json')).toEqual(built);
    expect(buildGame(gameToSpec(built))).toEqual(built);
  });

  test('deep games continue under "nodes"', () => {
    let root: NodeSpec = terminal(1);
    for (let i = 0; i < 150; i++) root = decision({ go: root, stop: terminal(0) });
    const deep = game('deep', root);
    expect(Object.keys(gameToSpec(deep).nodes ?? {})).toHaveLength(3);
    expect(parseGame(printGame(deep), 'deep.json')).toEqual(deep);
  });

  test('listed information sets', () => {
    const sets = { pair: ['a', 'b'] };
    const built = game('sets', decision({ a: decision({ x: terminal(0) }), b: decision({ x: terminal(1) }) }), {
      information: { sets },
    });
    expect(built.infoSetName).toEqual(['root', 'pair']);
    expect(parseGame(printGame(built), 'sets.json')).toEqual(built);
  });
});

test('the printed form is readable and stable', () => {
  const built = game('first', decision({ stop: terminal('3/10'), go: decision({ a: 'shared', b: 'shared' }) }), {
    nodes: { shared: terminal(1) },
    description: 'A short game.',
  });
  expect(printGame(built)).toBe(`{
  "version": 1,
  "name": "first",
  "description": "A short game.",
  "root": {
    "actions": [
      { "label": "stop", "to": { "reward": "3/10" } },
      {
        "label": "go",
        "to": {
          "actions": [
            { "label": "a", "to": "shared" },
            { "label": "b", "to": "shared" }
          ]
        }
      }
    ]
  },
  "nodes": { "shared": { "reward": "1" } }
}
`);
});
