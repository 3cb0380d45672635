import fc from 'fast-check';
import { Rational } from '../../src/exact/rational.js';
import { buildGame } from '../../src/game/buildGame.js';
import { chance, decision, type Paid, paying, terminal } from '../../src/game/builders.js';
import type { Game } from '../../src/game/game.js';
import type { GameSpec, InformationSpec, NodeSpec } from '../../src/game/gameSpec.js';
import { type Policy, policyFromSets } from '../../src/policy/policy.js';

/** Rewards with small and with enormous denominators, so that both representations of a rational occur. */
const reward = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 6 })) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.bigInt({ min: 1n, max: 10n ** 20n })),
  },
);
const rewardText = reward.map(([p, q]) => Rational.of(p, q).toString());

/** `n` positive probabilities, now and then over a denominator beyond 2^53. */
function distribution(n: number): fc.Arbitrary<Rational[]> {
  const weight = fc.oneof(
    { weight: 5, arbitrary: fc.bigInt({ min: 1n, max: 6n }) },
    { weight: 1, arbitrary: fc.bigInt({ min: 1n, max: 10n ** 18n }) },
  );
  return fc.array(weight, { minLength: n, maxLength: n }).map((weights) => {
    const total = weights.reduce((sum, w) => sum + w, 0n);
    return weights.map((w) => Rational.of(w, total));
  });
}

const LABELS = ['a', 'b', 'c'];

function node(depth: number): fc.Arbitrary<NodeSpec> {
  const leaf = rewardText.map(terminal);
  if (depth === 0) return leaf;
  const children = fc.array(fc.tuple(node(depth - 1), fc.option(rewardText)), { minLength: 1, maxLength: 3 });
  const choice = children.map((list) =>
    decision(
      list.map(([to, paid], a): [string, NodeSpec | Paid] => [LABELS[a], paid === null ? to : paying(paid, to)]),
    ),
  );
  const draw = children.chain((list) =>
    distribution(list.length).map((ps) => chance(list.map(([to], a) => [ps[a].toString(), LABELS[a], to]))),
  );
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: choice }, { weight: 2, arbitrary: draw });
}

const information: fc.Arbitrary<InformationSpec> = fc.oneof(
  fc.constant<InformationSpec>('full'),
  fc.nat(2).map((truncated) => ({ truncated })),
  fc.nat(2).map((shared) => ({ shared })),
);

/** Random trees of up to three levels, unequal depth, with chance, edge rewards, discount and any information. */
export const arbitraryGame: fc.Arbitrary<Game> = fc
  .record({ root: node(3), discount: fc.constantFrom('1', '9/10', '1/3'), information })
  .map((parts) => buildGame({ version: 1, name: 'random', ...parts } satisfies GameSpec));

/** As `arbitraryGame`, but with full information. */
export const arbitraryFullGame: fc.Arbitrary<Game> = fc
  .record({ root: node(3), discount: fc.constantFrom('1', '9/10') })
  .map((parts) => buildGame({ version: 1, name: 'random', ...parts }));

/** As `arbitraryFullGame`, without discount and edge rewards: the case that `expectedReturn` computes over common denominators. */
export const arbitraryPlainGame: fc.Arbitrary<Game> = node(4).map((root) =>
  buildGame({ version: 1, name: 'random', root: withoutPay(root) }),
);

/** Shared nodes: three turns of up to two states each; every action leads to a coin between two states of the next turn. */
export const arbitrarySharedGame: fc.Arbitrary<Game> = fc
  .array(fc.tuple(distribution(2), rewardText), { minLength: 12, maxLength: 12 })
  .map((draws) => {
    const nodes: Record<string, NodeSpec> = {};
    draws.forEach(([[p, q], paid], i) => {
      const turn = Math.floor(i / 4);
      const coin = chance([
        [p.toString(), 'x', `${turn + 1}.0`],
        [q.toString(), 'y', `${turn + 1}.1`],
      ]);
      const state = `${turn}.${Math.floor((i % 4) / 2)}`;
      if (i % 2 === 0) nodes[state] = decision({ stop: terminal(paid), go: coin });
    });
    nodes['3.0'] = terminal(draws[1][1]);
    nodes['3.1'] = terminal(draws[3][1]);
    delete nodes['0.1'];
    return buildGame({ version: 1, name: 'shared', root: '0.0', nodes });
  });

function withoutPay(spec: NodeSpec): NodeSpec {
  if ('reward' in spec) return spec;
  if ('actions' in spec) {
    return {
      actions: spec.actions.map(({ label, to }) => ({ label, to: typeof to === 'string' ? to : withoutPay(to) })),
    };
  }
  return {
    chance: spec.chance.map((edge) => ({ ...edge, to: typeof edge.to === 'string' ? edge.to : withoutPay(edge.to) })),
  };
}

/** Random policies of `game`; some actions have probability 0. */
export function arbitraryPolicy(game: Game): fc.Arbitrary<Policy> {
  const sizes = game.infoSets.map(([i]) => game.firstEdge[i + 1] - game.firstEdge[i]);
  const weights = sizes.map((n) => fc.array(fc.nat(5), { minLength: n, maxLength: n }));
  return fc.tuple(...weights).map((sets) => policyFromSets(game, sets.map(normalised)));
}

function normalised(weights: readonly number[]): Rational[] {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => (total === 0 ? Rational.of(1, weights.length) : Rational.of(w, total)));
}

/** A game of `games` with a policy of it. */
export function withPolicy(games: fc.Arbitrary<Game>): fc.Arbitrary<{ readonly game: Game; readonly policy: Policy }> {
  return games.chain((game) => arbitraryPolicy(game).map((policy) => ({ game, policy })));
}
