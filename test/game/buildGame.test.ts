import { describe, expect, test } from 'vitest';
import { buildGame, gameFromJson } from '../../src/game/buildGame.js';
import { chance, decision, game, paying, terminal } from '../../src/game/builders.js';
import { labelsOf, NodeKind } from '../../src/game/game.js';
import { GameError } from '../../src/game/gameError.js';
import type { GameSpec, NodeSpec } from '../../src/game/gameSpec.js';
import { MAX_DEPTH, MAX_NODES } from '../../src/game/limits.js';

function problem(value: unknown): { message: string; path: string } {
  try {
    gameFromJson(value);
  } catch (error) {
    if (error instanceof GameError) return { message: error.message, path: error.path.join('/') };
    throw error;
  }
  return { message: 'accepted', path: '' };
}

const withRoot = (root: unknown, more: object = {}): unknown => ({ version: 1, name: 'g', root, ...more });

describe('a game that is well formed', () => {
  const built = game(
    'two turns',
    decision({
      left: terminal('3/10'),
      right: chance([
        ['1/4', 'heads', terminal(1)],
        ['0.75', 'tails', decision({ up: paying('1/2', terminal(0)), down: terminal('-2') })],
      ]),
    }),
    { discount: '9/10', description: 'for tests' },
  );

  test('is numbered turn by turn, with terminal nodes last', () => {
    expect(built.nodeName).toEqual([
      'root',
      'right',
      'right.tails',
      'left',
      'right.heads',
      'right.tails.up',
      'right.tails.down',
    ]);
    expect([...built.kind]).toEqual([
      NodeKind.decision,
      NodeKind.chance,
      NodeKind.decision,
      ...new Array<number>(4).fill(NodeKind.terminal),
    ]);
    expect(built.turns).toBe(2);
    expect([...built.turn]).toEqual([1, 0, 2, 0, 0, 0, 0]);
    expect(labelsOf(built, 1)).toEqual(['heads', 'tails']);
  });

  test('has its numbers read exactly', () => {
    expect(built.chance.map(String)).toEqual(['0', '0', '1/4', '3/4', '0', '0']);
    expect(built.edgeReward.map(String)).toEqual(['0', '0', '0', '0', '1/2', '0']);
    expect(built.reward.map(String)).toEqual(['0', '0', '0', '3/10', '1', '0', '-2']);
    expect(built.discount.toString()).toBe('9/10');
    expect(built.paysOnEdges && built.isTree && built.returnAtTerminal).toBe(true);
  });

  test('may share nodes between paths of the same turn', () => {
    const shared = game('shared', decision({ a: 'next', b: 'next' }), {
      nodes: { next: decision({ c: terminal(1) }) },
    });
    expect(shared.nodeCount).toBe(3);
    expect(shared.isTree).toBe(false);
  });

  test('may be a lone terminal node', () => {
    const lone = game('lone', terminal(5));
    expect([lone.nodeCount, lone.turns]).toEqual([1, 0]);
  });

  test('may start at a named node, whatever the order of the list', () => {
    const named = game('named', 'start', {
      nodes: { end: terminal(1), start: decision({ go: 'end', stay: terminal(0) }) },
    });
    expect(named.nodeName).toEqual(['start', 'end', 'start.stay']);
  });

  test('quotes labels that would make names ambiguous', () => {
    const odd = game(
      'odd',
      decision({ 'a.b': decision({ c: terminal(0) }), a: decision({ 'b.c': terminal(1) }), root: terminal(2) }),
    );
    expect(new Set(odd.nodeName).size).toBe(odd.nodeCount);
    expect(odd.nodeName).toContain('"a.b".c');
    expect(odd.nodeName).toContain('"root"');
  });

  test('keeps the order of pairs, also of labels that look like integers', () => {
    const pairs = game('pairs', decision([['2', terminal(0)], ['1', terminal(1)]])); // prettier-ignore
    expect(labelsOf(pairs, 0)).toEqual(['2', '1']);
  });
});

const toss = (p: string, q: string): unknown => ({
  chance: [
    { probability: p, label: 'heads', to: { reward: 1 } },
    { probability: q, label: 'tails', to: { reward: 0 } },
  ],
});
const act = (label: string, to: unknown): unknown => ({ actions: [{ label, to }] });

describe('a game with a mistake is refused with what, where and how to fix it', () => {
  test.each<[string, unknown, string, string]>([
    [
      'sum below 1',
      withRoot(toss('1/2', '2/5')),
      'probabilities of chance node "root" sum to 9/10, not to 1; make them sum to exactly 1',
      'root/chance',
    ],
    [
      'sum above 1',
      withRoot(toss('1/2', '3/5')),
      'probabilities of chance node "root" sum to 11/10, not to 1; make them sum to exactly 1',
      'root/chance',
    ],
    [
      'probability 0',
      withRoot(toss('1', '0')),
      'outcome "tails" of chance node "root" has probability 0; it must be greater than 0, so leave the outcome out or correct it',
      'root/chance/1/probability',
    ],
    [
      'negative probability',
      withRoot(toss('3/2', '-1/2')),
      'outcome "tails" of chance node "root" has probability -1/2; it must be greater than 0, so leave the outcome out or correct it',
      'root/chance/1/probability',
    ],
    [
      'unknown node',
      withRoot(act('go', 'shpo'), { nodes: { shop: { reward: 1 } } }),
      'unknown node "shpo" (did you mean "shop"?); list it under "nodes" or correct the name',
      'root/actions/0/to',
    ],
    [
      'unknown root',
      withRoot('x', { nodes: { y: { reward: 1 } } }),
      'unknown node "x"; list it under "nodes" or correct the name',
      'root',
    ],
    [
      'cycle',
      withRoot('a', { nodes: { a: act('go', 'b'), b: act('back', 'a') } }),
      'node "a" leads back to itself: a game has no cycles',
      'nodes/a',
    ],
    [
      'unreached node',
      withRoot({ reward: 0 }, { nodes: { lost: { reward: 1 } } }),
      'node "lost" is never reached from the root; remove it or lead an edge to it',
      'nodes/lost',
    ],
    [
      'two turns at once',
      withRoot(
        {
          actions: [
            { label: 'a', to: 'x' },
            { label: 'b', to: act('c', 'x') },
          ],
        },
        { nodes: { x: act('d', { reward: 0 }) } },
      ),
      'node "x" is reached after 1 and after 2 decisions; a node belongs to one turn, so give each turn its own copy',
      'nodes/x',
    ],
    [
      'repeated label',
      withRoot({
        actions: [
          { label: 'a', to: { reward: 0 } },
          { label: 'a', to: { reward: 1 } },
        ],
      }),
      'node "root" has two edges labelled "a"; rename one',
      'root/actions/1/label',
    ],
    [
      'repeated name',
      withRoot(act('go', { reward: 0 }), { nodes: { go: { reward: 1 } } }),
      'two nodes are named "go"; rename one of them (a node inside another is named by the labels that lead to it)',
      'root/actions/0/to',
    ],
    ['no action', withRoot({ actions: [] }), 'a decision node needs at least one action', 'root/actions'],
    ['no outcome', withRoot({ chance: [] }), 'a chance node needs at least one outcome', 'root/chance'],
    [
      'malformed number',
      withRoot({ reward: '1,5' }),
      '"1,5" is not an exact number; write an integer, a fraction "3/10" or a decimal "0.3"',
      'root/reward',
    ],
    ['division by zero', withRoot({ reward: '1/0' }), '"1/0" divides by zero; correct the denominator', 'root/reward'],
    ['blanks', withRoot({ reward: ' 1' }), '" 1" has blanks around the number; remove them', 'root/reward'],
    ['a double', withRoot({ reward: 0.1 }), '0.1 is not exact; write it as a string, "1/10"', 'root/reward'],
    [
      'an unsafe integer',
      withRoot({ reward: 2 ** 60 }),
      '1152921504606846976 is not exact; write it as a string, "1152921504606846976"',
      'root/reward',
    ],
    ['no number', withRoot({ reward: null }), 'an exact number is expected here, such as "3/10" or 2', 'root/reward'],
    [
      'an empty node',
      withRoot(act('go', {})),
      'a node needs exactly one of "reward", "actions" and "chance"',
      'root/actions/0/to',
    ],
    [
      'two kinds at once',
      withRoot({ reward: 1, actions: [] }),
      'a node needs exactly one of "reward", "actions" and "chance"',
      'root',
    ],
    [
      'missing probability',
      withRoot({ chance: [{ label: 'a', to: { reward: 1 } }] }),
      '"probability" is missing',
      'root/chance/0',
    ],
    ['missing target', withRoot({ actions: [{ label: 'a' }] }), '"to" is missing', 'root/actions/0'],
    ['missing root', { version: 1, name: 'g' }, '"root" is missing', ''],
    ['empty label', withRoot(act('', { reward: 0 })), 'a label must not be empty', 'root/actions/0/label'],
    [
      'misspelt key',
      withRoot({ actions: [{ lable: 'a', to: { reward: 1 } }] }),
      'unknown key "lable" (did you mean "label"?); remove or correct it',
      'root/actions/0/lable',
    ],
    ['unknown key', withRoot({ reward: 1 }, { author: 'me' }), 'unknown key "author"; remove or correct it', 'author'],
    ['wrong type', withRoot({ actions: 'go' }), '"actions" must be a list [ … ]', 'root/actions'],
    ['wrong version', { version: 2, name: 'g', root: { reward: 0 } }, 'the version of the game format is 1', 'version'],
    [
      'discount 0',
      withRoot({ reward: 1 }, { discount: 0 }),
      'the discount is 0; it must be greater than 0 and at most 1',
      'discount',
    ],
    [
      'discount above 1',
      withRoot({ reward: 1 }, { discount: '11/10' }),
      'the discount is 11/10; it must be greater than 0 and at most 1',
      'discount',
    ],
    [
      'unknown information',
      withRoot({ reward: 1 }, { information: 'some' }),
      'information is "full", {"truncated": turns}, {"shared": turns} or {"sets": {set: [nodes]}}',
      'information',
    ],
    [
      'negative window',
      withRoot({ reward: 1 }, { information: { truncated: -1 } }),
      'a window of turns is at least 0',
      'information/truncated',
    ],
    [
      'a set with an unknown node',
      withRoot(act('go', { reward: 1 }), { information: { sets: { s: ['root', 'rot'] } } }),
      'unknown node "rot" in information set "s"',
      'information/sets/s/1',
    ],
    ['no game at all', 7, 'this must be an object { … }', ''],
  ])('%s', (_, value, message, path) => {
    expect(problem(value)).toEqual({ message, path });
  });
});

describe('limits', () => {
  test(`a chain of ${MAX_DEPTH} turns is accepted, one more is refused`, () => {
    const chain = (turns: number): GameSpec => {
      const nodes: Record<string, NodeSpec> = { end: terminal(1) };
      for (let t = 0; t < turns; t++) nodes[`t${t}`] = decision({ go: t + 1 === turns ? 'end' : `t${t + 1}` });
      return { version: 1, name: 'chain', root: 't0', nodes };
    };
    expect(buildGame(chain(MAX_DEPTH)).turns).toBe(MAX_DEPTH);
    expect(problem(chain(MAX_DEPTH + 1)).message).toBe(
      'node "end" lies more than 1000 steps from the root; the most is 1000',
    );
  });

  test('deep nesting is refused without exhausting the stack', () => {
    let root: NodeSpec = terminal(1);
    for (let i = 0; i < 100_000; i++) root = { actions: [{ label: 'go', to: root }] };
    expect(problem(withRoot(root)).message).toBe(
      'the description is nested more than 600 levels deep; list deep nodes under "nodes" and refer to them by name',
    );
  });

  test('the deepest nesting that is allowed works', () => {
    let root: NodeSpec = terminal(1);
    for (let i = 0; i < 199; i++) root = { actions: [{ label: 'go', to: root }] };
    expect(buildGame({ version: 1, name: 'deep', root }).turns).toBe(199);
  });

  test('an object nested in itself is refused', () => {
    const loop: { actions: { label: string; to: unknown }[] } = { actions: [] };
    loop.actions.push({ label: 'go', to: loop });
    expect(problem(withRoot(loop)).message).toMatch(/^the description is nested more than 600 levels deep/);
  });

  test('a description that doubles with every level is refused', () => {
    let root: NodeSpec = terminal(1);
    for (let i = 0; i < 60; i++) root = decision({ a: root, b: root });
    expect(problem(withRoot(root)).message).toMatch(/^the description has more than 2000000 lists and objects/);
  });

  test(`more than ${MAX_NODES} nodes are refused`, () => {
    const wide = decision(Array.from({ length: MAX_NODES }, (_, a): [string, NodeSpec] => [`${a}`, terminal(0)]));
    expect(problem(withRoot(wide)).message).toBe(
      'the game has more than 200000 nodes; use shared nodes or a smaller game',
    );
  });
});
