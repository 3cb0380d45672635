import { describe, expect, test } from 'vitest';
import { chance, decision, game, terminal } from '../../src/game/builders.js';
import type { Game } from '../../src/game/game.js';
import type { InformationSpec, NodeSpec } from '../../src/game/gameSpec.js';

/** Two contexts, then three turns of a and b, with a coin after the first action. */
function threeTurns(information: InformationSpec): Game {
  const turn = (left: number): NodeSpec =>
    left === 0 ? terminal(0) : decision({ a: turn(left - 1), b: turn(left - 1) });
  const coin = (): NodeSpec => chance([['1/2', 'heads', turn(2)], ['1/2', 'tails', turn(2)]]); // prettier-ignore
  const context = (): NodeSpec => decision({ a: coin(), b: coin() });
  return game('three turns', chance([['1/2', 'x', context()], ['1/2', 'y', context()]]), { information }); // prettier-ignore
}

describe('what the policy sees', () => {
  test('full: every node is its own set, under its own name', () => {
    const built = threeTurns('full');
    expect(built.infoSets.every((set) => set.length === 1)).toBe(true);
    expect(built.infoSetName).toEqual(built.infoSets.map(([i]) => built.nodeName[i]));
  });

  test('truncated 0: the turn alone, and the context in turn 1', () => {
    expect(threeTurns({ truncated: 0 }).infoSetName).toEqual(['turn 1 after x', 'turn 1 after y', 'turn 2', 'turn 3']);
  });

  test('truncated 1: the last action and the observation after it', () => {
    expect(threeTurns({ truncated: 1 }).infoSetName.slice(2)).toEqual([
      'turn 2 after x, a, heads',
      'turn 2 after x, a, tails',
      'turn 2 after x, b, heads',
      'turn 2 after x, b, tails',
      'turn 2 after y, a, heads',
      'turn 2 after y, a, tails',
      'turn 2 after y, b, heads',
      'turn 2 after y, b, tails',
      'turn 3 after a',
      'turn 3 after b',
    ]);
  });

  test('shared 0: one set for all turns that see nothing', () => {
    const built = threeTurns({ shared: 0 });
    expect(built.infoSetName).toEqual(['any turn after x', 'any turn after y', 'any turn']);
    expect(built.infoSets[2].map((i) => built.turn[i])).toEqual([
      ...new Array<number>(8).fill(2),
      ...new Array<number>(16).fill(3),
    ]);
  });

  test('a window as long as the past is full information', () => {
    expect(threeTurns({ truncated: 2 }).infoSets).toEqual(threeTurns('full').infoSets);
  });

  test('another menu is another set', () => {
    const built = game('menus', decision({ a: decision({ x: terminal(0) }), b: decision({ y: terminal(1) }) }), {
      information: { truncated: 0 },
    });
    expect(built.infoSetName).toEqual(['turn 1', 'turn 2', 'turn 2 #2']);
  });

  test('labels with separators are kept apart', () => {
    const below = (): NodeSpec => decision({ go: terminal(0) });
    const built = game('odd', chance([['1/2', 'a, b', below()], ['1/2', '"a', chance([[1, 'b"', below()]])]]), { information: { truncated: 0 } }); // prettier-ignore
    expect(new Set(built.infoSetName).size).toBe(2);
  });
});

describe('information that does not fit is refused', () => {
  const two = (information: InformationSpec): Game =>
    game('two', decision({ a: decision({ x: terminal(0) }), b: decision({ y: terminal(1) }), c: decision({ x: terminal(2) }) }), { information }); // prettier-ignore

  test.each<[string, InformationSpec, string]>([
    ['unknown node', { sets: { s: ['d'] } }, 'unknown node "d" in information set "s"'],
    ['no decision node', { sets: { s: ['a.x'] } }, 'node "a.x" is no decision node, so it has no information set'],
    ['listed twice', { sets: { s: ['a'], t: ['a'] } }, 'node "a" is in two information sets'],
    [
      'different menus',
      { sets: { s: ['a', 'b'] } },
      'information set "s" mixes nodes with different actions (node "b")',
    ],
    [
      'the name of a node outside',
      { sets: { b: ['a', 'c'] } },
      'information set "b" has the name of a node outside it; rename the set',
    ],
  ])('%s', (_, information, message) => {
    expect(() => two(information)).toThrow(message);
  });

  test('a window on shared nodes', () => {
    expect(() =>
      game('shared', decision({ a: 'next', b: 'next' }), {
        nodes: { next: decision({ c: terminal(1) }) },
        information: { truncated: 1 },
      }),
    ).toThrow('truncated information needs a tree: a shared node has several pasts; unroll the game first');
  });
});
