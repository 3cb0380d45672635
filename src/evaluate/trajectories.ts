import { type Path, paths } from './paths.js';
import type { Arithmetic } from '../exact/arithmetic.js';
import { type Game, NodeKind } from '../game/game.js';
import type { PolicyIn } from '../policy/policyIn.js';

/** A path of the game, as an update sees it. */
export interface Trajectory {
  readonly path: Path;
  /** The edges of its decisions, in order of turns. */
  readonly decisions: readonly number[];
}

/** Where a trajectory passes through a node: its number, the position of the edge it takes, and the decision's number. */
export interface Passage {
  readonly trajectory: number;
  readonly position: number;
  readonly decision: number;
}

/** All trajectories of a game, and per decision node those that pass through it. */
export interface Trajectories {
  readonly all: readonly Trajectory[];
  readonly paths: readonly Path[];
  readonly through: readonly (readonly Passage[])[];
}

const known = new WeakMap<Game, Trajectories>();

/** The game's trajectories, listed once. Throws GameError beyond a million paths. */
export function trajectoriesOf(game: Game): Trajectories {
  let result = known.get(game);
  if (result === undefined) known.set(game, (result = listed(game)));
  return result;
}

function listed(game: Game): Trajectories {
  const all: Trajectory[] = [];
  const through = Array.from({ length: game.nodeCount }, (): Passage[] => []);
  const list = paths(game);
  list.forEach((path, trajectory) => {
    const decisions: number[] = [];
    path.edges.forEach((e, position) => {
      const i = path.nodes[position];
      if (game.kind[i] !== NodeKind.decision) return;
      through[i].push({ trajectory, position, decision: decisions.length });
      decisions.push(e);
    });
    all.push({ path, decisions });
  });
  return { all, paths: list, through };
}

/** Per trajectory and position on it: the policy's probability of the edges after that position. */
export function probabilitiesAfter<N>(numbers: Arithmetic<N>, { game, probability }: PolicyIn<N>): N[][] {
  return trajectoriesOf(game).paths.map(({ edges }) => {
    const after = new Array<N>(edges.length).fill(numbers.one);
    for (let n = edges.length - 2; n >= 0; n--) after[n] = numbers.mul(after[n + 1], probability[edges[n + 1]]);
    return after;
  });
}
