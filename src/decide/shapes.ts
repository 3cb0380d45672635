import { Rational } from '../exact/rational.js';
import type { InformationSpec } from '../game/gameSpec.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { valueOf } from './evaluateTerm.js';
import { type Fixed, type SymbolicGame, symbolicGame, type Tree } from './symbolicGame.js';
import { atLeast, difference, negative, number, ONE, product, sum, type Term, variable, ZERO } from './term.js';

/** A shape of games: everything but the numbers. */
export interface Shape {
  readonly id: ShapeId;
  /** As it stands in tables after "decided for". */
  readonly title: string;
  /** T. */
  readonly turns: 1 | 2;
  /** Is there a single decision with more than one action? Then orders and information make no difference. */
  readonly single: boolean;
  /** How many actions such a decision has. */
  readonly actions: 2 | 3;
  readonly games: (information: GuaranteeRegime['information']) => SymbolicGame;
}

const IDS = [
  'two-arms-one-coin',
  'two-arms-two-coins',
  'three-arms',
  'two-arms-behind-a-coin',
  'three-arms-behind-a-coin',
  'two-turns',
] as const;

/** The id of a shape. */
export type ShapeId = (typeof IDS)[number];

/** The policies that every shape speaks of. */
export const POLICY_DOMAIN = 'every policy of full support';

const INFORMATION: Readonly<Record<GuaranteeRegime['information'], InformationSpec>> = {
  full: 'full',
  truncated: { truncated: 0 },
  shared: { shared: 0 },
};

function shape(about: Omit<Shape, 'games'>, tree: Tree, fixed?: Fixed): Shape {
  const known = new Map<string, SymbolicGame>();
  return {
    ...about,
    games: (information) => {
      let games = known.get(information);
      if (games === undefined) {
        games = symbolicGame(about.title, tree, INFORMATION[information], fixed);
        known.set(information, games);
      }
      return games;
    },
  };
}

const pays = (name: string): Tree => ({ pays: variable(name) });
const coin = (name: string, heads: Tree, tails: Tree): Tree => ({ coin: variable(name), outcomes: [heads, tails] });

const HALF = number('1/2');

/**
 * One action, then a fair coin between a decision and a sure reward. Each arm of the decision is a fair coin that pays
 * 2h or −2l with h, l ≥ 0, and the sure reward makes J = 0; so the joint advantage has E[M⁺|a] = h_a and E[M⁻|a] = l_a,
 * any two numbers, and its mean at the decision need not be 0.
 */
function behindACoin(arms: 2 | 3): Shape {
  const all = Array.from({ length: arms }, (_, a) => ({ h: variable(`h${a + 1}`), l: variable(`l${a + 1}`) }));
  const free: Term[] = all.slice(1).map((_, a) => variable(`p1_${a}`));
  const p = [...free, difference(ONE, sum(...free))];
  const value = sum(...all.map(({ h, l }, a) => product(p[a], difference(h, l))));
  const flip = ({ h, l }: { readonly h: Term; readonly l: Term }): Tree => ({
    coin: HALF,
    outcomes: [{ pays: product(number(2), h) }, { pays: product(number(-2), l) }],
  });
  return shape(
    {
      id: arms === 2 ? 'two-arms-behind-a-coin' : 'three-arms-behind-a-coin',
      title: `one decision of ${arms === 2 ? 'two' : 'three'} arms behind a fair coin, any E[M⁺] and E[M⁻]`,
      turns: 2,
      single: true,
      actions: arms,
    },
    { actions: [{ coin: HALF, outcomes: [{ actions: all.map(flip) }, { pays: negative(value) }] }] },
    { assumptions: all.flatMap(({ h, l }) => [atLeast(h, ZERO), atLeast(l, ZERO)]), root: ZERO },
  );
}

/** Every shape, the smallest first. Rewards are free, coins too; a coin may pay the same on both sides. */
export const SHAPES: readonly Shape[] = [
  shape(
    { id: 'two-arms-one-coin', title: 'one turn, two arms, the second a coin', turns: 1, single: true, actions: 2 },
    { actions: [pays('r1'), coin('c2', pays('r2'), pays('r3'))] },
  ),
  shape(
    { id: 'two-arms-two-coins', title: 'one turn, two arms, both coins', turns: 1, single: true, actions: 2 },
    { actions: [coin('c1', pays('r1'), pays('r2')), coin('c2', pays('r3'), pays('r4'))] },
  ),
  shape(
    { id: 'three-arms', title: 'one turn, three arms, certain rewards', turns: 1, single: true, actions: 3 },
    { actions: [pays('r1'), pays('r2'), pays('r3')] },
  ),
  behindACoin(2),
  behindACoin(3),
  shape(
    { id: 'two-turns', title: 'two turns of two actions, certain rewards', turns: 2, single: false, actions: 2 },
    {
      actions: [{ actions: [pays('r1'), pays('r2')] }, { actions: [pays('r3'), pays('r4')] }],
    },
  ),
];

/**
 * Three arms as a token-level update sees them: "a, or one of the later ones", then "b or c", each a decision of its own.
 * The variables of the policy are those of the tokens; the game is the one of three arms.
 */
export const THREE_ARMS_IN_TOKENS: Shape = (() => {
  const arms = shapeOf('three-arms');
  const tokens = symbolicGame(arms.title, { actions: [pays('r1'), { actions: [pays('r2'), pays('r3')] }] }, 'full');
  const { infoSets, firstEdge } = tokens.structure;
  const firstEdges = infoSets.map(([i]) => firstEdge[i]);
  const games: SymbolicGame = {
    ...tokens,
    concrete: (values, probability = tokens.old) => {
      const [first, second] = firstEdges.map((e) => valueOf(probability[e], values));
      const actions = new Map(values).set('p0_0', first).set('p0_1', Rational.ONE.sub(first).mul(second));
      return arms.games('full').concrete(actions);
    },
  };
  return { ...arms, single: false, actions: 2, games: () => games };
})();

/** The shape with this id. Throws RangeError when there is none. */
export function shapeOf(id: string): Shape {
  const found = SHAPES.find((known) => known.id === id);
  if (found === undefined) throw new RangeError(`unknown shape "${id}"; write one of ${IDS.join(', ')}`);
  return found;
}
