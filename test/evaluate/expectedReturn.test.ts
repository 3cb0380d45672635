import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { expectedReturn } from '../../src/evaluate/expectedReturn.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import { assemble, type RawNode } from '../../src/game/assemble.js';
import { type Game, NodeKind } from '../../src/game/game.js';
import { type Policy, unchecked } from '../../src/policy/policy.js';

const inner = (name: string, children: readonly number[]): RawNode => ({
  name,
  kind: NodeKind.decision,
  edges: children.map((to, a) => ({ label: `${a}`, to, reward: Rational.ZERO, probability: Rational.ZERO })),
  reward: Rational.ZERO,
});
const leaf = (name: string, reward: Rational): RawNode => ({ name, kind: NodeKind.terminal, edges: [], reward });

/** Two nodes a turn, each leading to both of the next turn; the first also straight to the end. */
function ladder(turns: number, rewards: readonly [Rational, Rational]): Game {
  const end = 2 * turns - 1;
  const raw = [inner('start', turns > 1 ? [1, 2] : [end, end + 1])];
  for (let t = 2; t <= turns; t++) {
    const next = t === turns ? [end, end + 1] : [2 * t - 1, 2 * t];
    raw.push(inner(`up ${t}`, t === turns ? next : [...next, end]), inner(`down ${t}`, next));
  }
  raw.push(leaf('win', rewards[0]), leaf('lose', rewards[1]));
  return assemble(raw, { name: 'ladder' }).game;
}

/** A policy with weights in 1 … most from a linear congruential generator. */
function policyOf(game: Game, most: number, seed: number): Policy {
  let state = seed >>> 0;
  const draw = (): number => 1 + ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) % most);
  return unchecked(
    game,
    game.infoSets.map(([i]) => {
      const weights = Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, draw);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => Rational.of(weight, total));
    }),
  );
}

describe('expectedReturn is the value of the root', () => {
  // From policies whose values all fit into doubles to those whose common denominators are given up.
  const largestWeight = fc.constantFrom(2, 5, 100, 10 ** 6, 2 ** 31);
  const reward = fc.constantFrom(
    ...['0', '1', '-7/3', '1/1000003', `${2n ** 52n}`, `-${2n ** 80n}/3`].map((text) => Rational.parse(text)),
  );

  test.prop([fc.integer({ min: 1, max: 60 }), reward, reward, largestWeight, fc.nat()], { numRuns: 150 })(
    'on shared nodes of many turns, with ends at any turn',
    (turns, win, lose, most, seed) => {
      const policy = policyOf(ladder(turns, [win, lose]), most, seed);
      expect(expectedReturn(policy).toString()).toBe(value(policy)[0].toString());
    },
  );

  test.prop([fc.integer({ min: 0, max: 9 }), largestWeight, fc.nat()], { numRuns: 60 })(
    'on complete trees',
    (depth, most, seed) => {
      const first = 2 ** depth - 1;
      const raw = Array.from({ length: 2 * first + 1 }, (_, i) =>
        i < first ? inner(`${i}`, [2 * i + 1, 2 * i + 2]) : leaf(`${i}`, Rational.of((i % 7) - 3, 1 + (i % 2))),
      );
      const policy = policyOf(assemble(raw, { name: 'tree' }).game, most, seed);
      expect(expectedReturn(policy).toString()).toBe(value(policy)[0].toString());
    },
  );
});
