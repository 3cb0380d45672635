import type { Path } from '../evaluate/paths.js';
import { trajectoriesOf } from '../evaluate/trajectories.js';
import type { Arithmetic } from '../exact/arithmetic.js';
import { type Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import type { PolicyIn } from '../policy/policyIn.js';

/**
 * A game's paths by what an estimate from returns can see of them: their context and their return. What a group is
 * drawn from.
 */
export interface ReturnClasses {
  /** Per context: its node, and the returns that its paths can have, each once. */
  readonly contexts: readonly { readonly node: number; readonly returns: readonly Rational[] }[];
  /** The context and the return of a path, by their positions. */
  readonly classOf: (path: Path) => ReturnClass;
}

/** Positions of a context and of a return among its returns. */
export interface ReturnClass {
  readonly context: number;
  readonly position: number;
}

const known = { discounted: new WeakMap<Game, ReturnClasses>(), undiscounted: new WeakMap<Game, ReturnClasses>() };

/** The classes of the game's paths, with the game's discount or none; listed once. Throws GameError as `paths`. */
export function returnClasses(game: Game, returns: 'discounted' | 'undiscounted'): ReturnClasses {
  let result = known[returns].get(game);
  if (result === undefined) known[returns].set(game, (result = classify(game, returns)));
  return result;
}

function classify(game: Game, kind: 'discounted' | 'undiscounted'): ReturnClasses {
  const contexts: { readonly node: number; readonly returns: Rational[] }[] = [];
  const classes = new Map<Path, ReturnClass>();
  const positions = new Map<string, ReturnClass>();
  const returnOf = (path: Path): Rational => (kind === 'discounted' ? path.pathReturn : plainReturn(game, path));
  const keyOf = (path: Path): string => `${path.context} ${returnOf(path)}`;
  for (const path of trajectoriesOf(game).paths) {
    const key = keyOf(path);
    let own = positions.get(key);
    if (own === undefined) {
      let context = contexts.findIndex(({ node }) => node === path.context);
      if (context < 0) context = contexts.push({ node: path.context, returns: [] }) - 1;
      own = { context, position: contexts[context].returns.push(returnOf(path)) - 1 };
      positions.set(key, own);
    }
    classes.set(path, own);
  }
  const classOf = (path: Path): ReturnClass => {
    const own = classes.get(path) ?? positions.get(keyOf(path));
    if (own === undefined) throw new RangeError('the path is none of the game');
    return own;
  };
  return { contexts, classOf };
}

/** The plain sum of the path's rewards. */
function plainReturn(game: Game, { nodes, edges }: Path): Rational {
  return edges.reduce((sum, e) => sum.add(game.edgeReward[e]), game.reward[nodes[edges.length]]);
}

/** The law of a context and of a return in it, under a policy. */
export interface ClassLaw<N> {
  /** P(s0) per context. */
  readonly context: readonly N[];
  /** P(R | s0) per context and return. */
  readonly returns: readonly (readonly N[])[];
}

/** The law of the classes under `policy`. */
export function classLaw<N>(
  numbers: Arithmetic<N>,
  { game, probability }: PolicyIn<N>,
  classes: ReturnClasses,
): ClassLaw<N> {
  const context = classes.contexts.map(() => numbers.one);
  const returns = classes.contexts.map((own) => own.returns.map(() => numbers.zero));
  const drawn = game.kind[0] === NodeKind.chance ? 1 : 0;
  for (const path of trajectoriesOf(game).paths) {
    const { context: c, position } = classes.classOf(path);
    if (drawn === 1) context[c] = probability[path.edges[0]];
    let mass = numbers.one;
    for (let n = drawn; n < path.edges.length; n++) mass = numbers.mul(mass, probability[path.edges[n]]);
    returns[c][position] = numbers.add(returns[c][position], mass);
  }
  return { context, returns };
}
