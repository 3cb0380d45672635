import { test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { paths } from '../../src/evaluate/paths.js';
import { decision, game, terminal } from '../../src/game/builders.js';
import { frozenLakeGame } from '../../src/game/library/frozenLake.js';
import { printGame } from '../../src/game/printGame.js';
import { parseGame } from '../../src/game/gameFile.js';
import { unroll } from '../../src/game/unroll.js';
import { arbitraryFullGame, arbitrarySharedGame } from '../support/arbitraryGame.js';

describe('unrolling', () => {
  test('gives every history its own node and name', () => {
    const shared = game('shared', decision({ a: 'next', b: 'next' }), {
      nodes: { next: decision({ c: 'end', d: 'end' }), end: terminal(1) },
    });
    const tree = unroll(shared);
    expect(tree.isTree).toBe(true);
    expect(tree.nodeName).toEqual(['root', 'a', 'b', 'a.c', 'a.d', 'b.c', 'b.d']);
  });

  property.prop([arbitrarySharedGame], { seed: 2, numRuns: 100 })('keeps paths, returns and the optimum', (shared) => {
    const tree = unroll(shared);
    expect(tree.isTree).toBe(true);
    expect(optimalValue(tree)[0]).toEqual(optimalValue(shared)[0]);
    expect(paths(tree).map((path) => path.pathReturn)).toEqual(paths(shared).map((path) => path.pathReturn));
    expect(parseGame(printGame(tree), 'tree.json')).toEqual(tree);
  });

  property.prop([arbitraryFullGame], { seed: 3, numRuns: 100 })('leaves a tree as it is', (tree) => {
    expect(unroll(tree)).toEqual(tree);
  });

  test('refuses beyond the limit, however large the tree would be', () => {
    const small = frozenLakeGame(2);
    const size = unroll(small).nodeCount;
    expect(unroll(small, size).nodeCount).toBe(size);
    expect(() => unroll(small, size - 1)).toThrow(
      `"frozen-lake" has more than ${size - 1} histories; it is too large to unroll into a tree`,
    );
    expect(() => unroll(frozenLakeGame(60))).toThrow('"frozen-lake" has more than 200000 histories');
  });
});
