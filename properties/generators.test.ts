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
