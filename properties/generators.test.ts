import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counterexampleToJson } from '../src/claims/counterexampleFile.js';
import { instances } from '../src/claims/generate/arbitrary.js';
import { COMMON, type Family } from '../src/claims/generate/family.js';
import { Random } from '../src/claims/generate/random.js';
import { randomInstance } from '../src/claims/generate/randomInstance.js';
import { instanceSize, shrinkInstance } from '../src/claims/generate/shrink.js';
import { tinyInstances } from '../src/claims/generate/tinyInstances.js';
import type { Instance } from '../src/claims/instance.js';
import { CLAIMS } from '../src/claims/registry.js';
import { searchesOf } from '../src/claims/searches.js';
import { Rational } from '../src/exact/rational.js';
import { NodeKind } from '../src/game/game.js';

const VARIED: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'full', candidate: 'any' },
  parameters: (game) => ({ turn: Array.from({ length: game.turns }, (_, t) => String(t + 1)) }),
};

/** Whatever is wrong with an instance, in words; empty for a valid one. */
function faults({ game, policies, parameters }: Instance, family: Family): string[] {
  const found: string[] = [];
  for (let i = 0; i < game.nodeCount; i++) {
    const edges = Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, n) => game.firstEdge[i] + n);
    if (edges.length === 0 && game.kind[i] !== NodeKind.terminal) found.push(`${game.nodeName[i]} has no edges`);
    if (edges.some((e) => game.child[e] <= i)) found.push(`${game.nodeName[i]} has an edge backwards`);
    if (game.kind[i] === NodeKind.terminal) continue;
    for (const [name, policy] of Object.entries(policies)) {
      const mass = edges.map((e) => policy.probability[e]);
      if (!Rational.sum(mass).equals(Rational.ONE)) found.push(`${name} does not sum to 1 at ${game.nodeName[i]}`);
      if (mass.some((p) => p.sign() < 0)) found.push(`${name} is negative at ${game.nodeName[i]}`);
      const full = game.kind[i] === NodeKind.chance || family.policies[name] === 'full';
      if (full && mass.some((p) => p.isZero())) found.push(`${name} lacks support at ${game.nodeName[i]}`);
    }
  }
  for (const [name, values] of Object.entries(family.parameters(game))) {
    if (!values.includes(parameters[name])) found.push(`parameter ${name} is ${parameters[name]}`);
  }
  return found;
}

describe('random instances', () => {
  test('are valid and shrink to valid, strictly smaller ones', () => {
    fc.assert(
      fc.property(instances(VARIED), (instance) => {
        expect(faults(instance, VARIED)).toEqual([]);
        const [nodes, characters] = instanceSize(instance);
        let seen = 0;
        for (const candidate of shrinkInstance(instance, VARIED)) {
          expect(faults(candidate, VARIED)).toEqual([]);
          const [n, c] = instanceSize(candidate);
          expect(n < nodes || (n === nodes && c < characters)).toBe(true);
          if (++seen === 50) break;
        }
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  test('of one seed are the same, of different seeds differ', () => {
    const text = (seed: number): string => {
      const instance = randomInstance(new Random(seed), VARIED);
      const violation = {
        status: 'violated',
        expected: '',
        left: { label: '', value: '' },
        right: { label: '', value: '' },
        gap: '',
      } as const;
      return JSON.stringify(counterexampleToJson('D1', { instance, violation }));
    };
    expect(text(3)).toBe(text(3));
    expect(text(3)).not.toBe(text(4));
  });

  test('shrinking finds the smallest game with a reward above 1', () => {
    const reward = (instance: Instance): boolean => instance.game.reward.some((r) => r.gt(Rational.ONE));
    let instance = randomInstance(new Random(11), COMMON);
    expect(reward(instance)).toBe(true);
    for (let next: Instance | undefined = instance; next !== undefined;) {
      instance = next;
      next = [...shrinkInstance(instance, COMMON)].find(reward);
    }
    expect(instance.game.nodeCount).toBe(2);
  });
});

/** What may occur in an instance, and whether it does. */
const FEATURES: Readonly<Record<string, (instance: Instance) => boolean>> = {
  chance: ({ game }) => game.kind.includes(NodeKind.chance),
  'chance at the root': ({ game }) => game.kind[0] === NodeKind.chance,
  'three outcomes': ({ game }) => nodesOf(game, NodeKind.chance).some((i) => edgesOf(game, i).length === 3),
  'ends before the last turn': ({ game }) =>
    nodesOf(game, NodeKind.terminal).some((i) => game.turn[i] <= game.turns && !followsLastTurn(game, i)),
  'three turns': ({ game }) => game.turns === 3,
  'one turn': ({ game }) => game.turns === 1,
  'three actions': ({ game }) => nodesOf(game, NodeKind.decision).some((i) => edgesOf(game, i).length === 3),
  'different menus': ({ game }) =>
    new Set(nodesOf(game, NodeKind.decision).map((i) => edgesOf(game, i).length)).size > 1,
  'rewards on the way': ({ game }) => game.edgeReward.some((r) => !r.isZero()),
  'rewards after chance': ({ game }) =>
    nodesOf(game, NodeKind.chance).some((i) => edgesOf(game, i).some((e) => !game.edgeReward[e].isZero())),
  'negative rewards': ({ game }) => game.reward.some((r) => r.sign() < 0),
  'rewards that are no integers': ({ game }) => game.reward.some((r) => r.denominator !== 1n),
  'equal rewards of siblings': ({ game }) =>
    nodesOf(game, NodeKind.decision).some((i) => {
      const ends = edgesOf(game, i).filter((e) => game.kind[game.child[e]] === NodeKind.terminal);
      return new Set(ends.map((e) => game.reward[game.child[e]].add(game.edgeReward[e]).toString())).size < ends.length;
    }),
  'a discount': ({ game }) => !game.discount.equals(Rational.ONE),
  'no discount': ({ game }) => game.discount.equals(Rational.ONE),
  'a candidate with zeros': ({ policies }) => policies['candidate'].probability.some((p) => p.isZero()),
  'a candidate without zeros': ({ policies }) => policies['candidate'].probability.every((p) => !p.isZero()),
  'an old policy that is uneven': ({ game, policies }) =>
    nodesOf(game, NodeKind.decision).some((i) => {
      const [first, second] = edgesOf(game, i).map((e) => policies['old'].probability[e]);
      return !first.equals(second);
    }),
  'a parameter of each value': ({ game, parameters }) => parameters['turn'] === String(game.turns),
};

function nodesOf(game: Instance['game'], kind: number): number[] {
  return Array.from({ length: game.nodeCount }, (_, i) => i).filter((i) => game.kind[i] === kind);
}

function edgesOf(game: Instance['game'], i: number): number[] {
  return Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, n) => game.firstEdge[i] + n);
}

/** Does the longest way to the terminal node take a decision in the last turn? */
function followsLastTurn(game: Instance['game'], end: number): boolean {
  for (let i = end; i > 0;) {
    i = nodesBefore(game, i);
    if (game.kind[i] === NodeKind.decision && game.turn[i] === game.turns) return true;
  }
  return false;
}

/** The parent of a node of a tree. */
function nodesBefore(game: Instance['game'], i: number): number {
  const e = game.child.indexOf(i);
  return game.firstEdge.findLastIndex((first) => first <= e);
}

describe('500 random instances', () => {
  const random = new Random(5);
  const drawn = Array.from({ length: 500 }, () => randomInstance(random, VARIED));

  test.each(Object.entries(FEATURES))('have often enough: %s', (_, occurs) => {
    const share = drawn.filter(occurs).length / drawn.length;
    expect(share).toBeGreaterThanOrEqual(0.05);
  });

  test('of a family without them never have what it leaves out', () => {
    const plain = { ...VARIED, chance: false, earlyEnds: false, edgeRewards: false, discounts: ['1'] };
    const without = ['chance', 'ends before the last turn', 'rewards on the way', 'a discount'];
    const others = Array.from({ length: 100 }, () => randomInstance(random, plain));
    expect(without.filter((feature) => others.some(FEATURES[feature]))).toEqual([]);
  });
});

describe('tiny instances', () => {
  test('are valid and ordered by the number of nodes, for every claim', () => {
    const firstWith = new Map(CLAIMS.flatMap(searchesOf).map(({ key, family }) => [family, key]));
    for (const [family, key] of firstWith) {
      let nodes = 0;
      let count = 0;
      for (const instance of tinyInstances(family)) {
        if (count % 29 === 0) expect(faults(instance, family), key).toEqual([]);
        expect(instance.game.nodeCount, key).toBeGreaterThanOrEqual(nodes);
        nodes = instance.game.nodeCount;
        if (++count === 1000) break;
      }
      expect(count, key).toBeGreaterThan(0);
    }
  });
});
