import { describe, expect, it, test } from 'vitest';
import { Random } from '../../src/claims/generate/random.js';
import type { Instance } from '../../src/claims/instance.js';
import { Rational } from '../../src/exact/rational.js';
import { type Game, NodeKind } from '../../src/game/game.js';
import type { GuaranteeRegime } from '../../src/guarantees/guarantee.js';
import { worldInstance } from '../../src/search/world.js';

const MULTI: GuaranteeRegime = { information: 'full', turns: 'multi' };
const SINGLE: GuaranteeRegime = { information: 'full', turns: 'single' };

function edgesOf({ firstEdge }: Game, i: number): number[] {
  return Array.from({ length: firstEdge[i + 1] - firstEdge[i] }, (_, n) => firstEdge[i] + n);
}

function nodesOf({ kind }: Game, wanted: number): number[] {
  return [...kind.keys()].filter((i) => kind[i] === wanted);
}

/** Does a node of the one kind have a child of the other? */
const leads =
  (from: number, to: number) =>
  ({ game }: Instance): boolean =>
    nodesOf(game, from).some((i) => edgesOf(game, i).some((e) => game.kind[game.child[e]] === to));

const masses = ({ game, policies }: Instance): number[] =>
  nodesOf(game, NodeKind.decision).flatMap((i) =>
    edgesOf(game, i).map((e) => policies['old'].probability[e].toDouble()),
  );
const paid = ({ game }: Instance): Rational[] => nodesOf(game, NodeKind.terminal).map((i) => game.reward[i]);
const sizes = (instance: Instance): number[] =>
  paid(instance)
    .map((r) => Math.abs(r.toDouble()))
    .filter((size) => size > 0);

const FEATURES: Readonly<Record<string, (instance: Instance) => boolean>> = {
  'several contexts': ({ game }) => game.kind[0] === NodeKind.chance,
  'observations between turns': (instance) =>
    instance.game.kind[0] !== NodeKind.chance && leads(NodeKind.chance, NodeKind.decision)(instance),
  'a coin at the end': leads(NodeKind.chance, NodeKind.terminal),
  'chance after chance': leads(NodeKind.chance, NodeKind.chance),
  'early ends': ({ game }) =>
    nodesOf(game, NodeKind.decision).some((i) => {
      const ends = edgesOf(game, i).map((e) => game.kind[game.child[e]] === NodeKind.terminal);
      return ends.includes(true) && game.turn[i] < game.turns;
    }),
  'one turn': ({ game }) => game.turns === 1,
  'three turns': ({ game }) => game.turns === 3,
  'four actions': ({ game }) => nodesOf(game, NodeKind.decision).some((i) => edgesOf(game, i).length === 4),
  'rewards on the way': ({ game }) => game.edgeReward.some((r) => !r.isZero()),
  'a discount': ({ game }) => !game.discount.equals(Rational.ONE),
  'rewards of both signs': (instance) => new Set(paid(instance).map((r) => r.sign())).size > 1,
  'rewards over orders of magnitude': (instance) => Math.max(...sizes(instance)) >= 50 * Math.min(...sizes(instance)),
  'nearly equal rewards': (instance) =>
    sizes(instance).length > 2 && Math.max(...sizes(instance)) <= 1.25 * Math.min(...sizes(instance)),
  'equal rewards': (instance) => new Set(paid(instance).map(String)).size < paid(instance).length,
  'rare chances': ({ game }) => game.chance.some((p) => p.sign() > 0 && p.toDouble() <= 0.05),
  'a nearly certain action': (instance) => masses(instance).some((p) => p >= 0.98),
  'a uniform policy': ({ game, policies: { old } }) =>
    nodesOf(game, NodeKind.decision).every((i) => {
      const [first, ...others] = edgesOf(game, i).map((e) => old.probability[e]);
      return others.every((p) => p.equals(first));
    }),
  'all actions possible': (instance) => masses(instance).every((p) => p > 0),
};

/** What may be rarer than one in twenty; one in two hundred all the same. */
const RARE = ['chance after chance', 'four actions'];

describe('500 instances of several turns', () => {
  const random = new Random(2);
  const drawn = Array.from({ length: 500 }, () => worldInstance(random, MULTI, [1, 2]));

  test.each(Object.entries(FEATURES))('have often enough: %s', (feature, occurs) => {
    expect(drawn.filter(occurs).length / drawn.length).toBeGreaterThanOrEqual(RARE.includes(feature) ? 0.005 : 0.05);
  });

  it('all have full support, a size that can be looked at, the tie rule "stay" and one of the seeds', () => {
    for (const instance of drawn) {
      expect(FEATURES['all actions possible'](instance)).toBe(true);
      expect(instance.game.nodeCount).toBeLessThanOrEqual(42);
      expect(instance.parameters['tie']).toBe('stay');
    }
    expect(new Set(drawn.map(({ parameters }) => parameters['seed']))).toEqual(new Set(['1', '2']));
  });
});

test('one turn is one turn, without a discount', () => {
  const random = new Random(3);
  const drawn = Array.from({ length: 200 }, () => worldInstance(random, SINGLE, [1]));
  expect(new Set(drawn.map(({ game }) => game.turns))).toEqual(new Set([1]));
  expect(drawn.filter(FEATURES['a discount'])).toEqual([]);
  expect(drawn.filter(FEATURES['four actions']).length).toBeGreaterThanOrEqual(10);
});
