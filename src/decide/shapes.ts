import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import type { InformationSpec } from '../game/gameSpec.js';
import { type SymbolicGame, symbolicGame, type Tree } from './symbolicGame.js';
import { variable } from './term.js';

/** A shape of games: everything but the numbers. */
export interface Shape {
  readonly id: ShapeId;
  /** As it stands in tables after "decided for". */
  readonly title: string;
  readonly turns: 1 | 2;
  /** How many actions a decision has. */
  readonly actions: 2 | 3;
  readonly games: (information: GuaranteeRegime['information']) => SymbolicGame;
}

const IDS = ['two-arms-one-coin', 'two-arms-two-coins', 'three-arms', 'two-turns'] as const;

/** The id of a shape. */
export type ShapeId = (typeof IDS)[number];

/** The policies that every shape speaks of. */
export const POLICY_DOMAIN = 'every policy of full support';

const pays = (name: string): Tree => ({ pays: variable(name) });
const coin = (name: string, heads: Tree, tails: Tree): Tree => ({
  coin: variable(name),
  outcomes: [heads, tails],
});

const INFORMATION: Readonly<Record<GuaranteeRegime['information'], InformationSpec>> = {
  full: 'full',
  truncated: { truncated: 0 },
  shared: { shared: 0 },
};

function shape(id: ShapeId, title: string, turns: 1 | 2, actions: 2 | 3, tree: Tree): Shape {
  const known = new Map<string, SymbolicGame>();
  return {
    id,
    title,
    turns,
    actions,
    games: (information) => {
      let games = known.get(information);
      if (games === undefined) known.set(information, (games = symbolicGame(title, tree, INFORMATION[information])));
      return games;
    },
  };
}

/** Every shape, the smallest first. Rewards are free, coins too; a coin may pay the same on both sides. */
export const SHAPES: readonly Shape[] = [
  shape('two-arms-one-coin', 'one turn, two arms, the second a coin', 1, 2, {
    actions: [pays('r1'), coin('c2', pays('r2'), pays('r3'))],
  }),
  shape('two-arms-two-coins', 'one turn, two arms, both coins', 1, 2, {
    actions: [coin('c1', pays('r1'), pays('r2')), coin('c2', pays('r3'), pays('r4'))],
  }),
  shape('three-arms', 'one turn, three arms, certain rewards', 1, 3, {
    actions: [pays('r1'), pays('r2'), pays('r3')],
  }),
  shape('two-turns', 'two turns of two actions, certain rewards', 2, 2, {
    actions: [{ actions: [pays('r1'), pays('r2')] }, { actions: [pays('r3'), pays('r4')] }],
  }),
];

/** The shape with this id. Throws RangeError when there is none. */
export function shapeOf(id: string): Shape {
  const found = SHAPES.find((known) => known.id === id);
  if (found === undefined) throw new RangeError(`unknown shape "${id}"; write one of ${IDS.join(', ')}`);
  return found;
}
