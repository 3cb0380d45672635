import { Rational } from '../exact/rational.js';
import { isExactly, type Real, RealArithmetic } from '../exact/real.js';
import { type Game, NodeKind } from '../game/game.js';

/** Probabilities per edge and the values per node that follow from them. */
export interface Valued<Values = readonly Real[]> {
  readonly probability: readonly Real[];
  readonly values: Values;
}

/** V_π(h) for every node of a policy with enclosed probabilities; a Rational wherever everything below is exact. */
export function realValue(
  policy: { readonly game: Game; readonly probability: readonly Real[] },
  precision: number,
): Real[] {
  const { game, probability } = policy;
  const values: Real[] = game.reward.slice();
  realValueInto({ probability, values }, undefined, game, new RealArithmetic(precision), 0, game.nodeCount);
  return values;
}

/**
 * One backward pass over the nodes to − 1, …, from, in place; later nodes must be up to date. A node whose
 * probabilities and children are the very objects of `before` keeps the value it has there.
 */
export function realValueInto(
  now: Valued<Real[]>,
  before: Valued | undefined,
  game: Game,
  reals: RealArithmetic,
  from: number,
  to: number,
): void {
  for (let i = to - 1; i >= from; i--) {
    if (game.kind[i] === NodeKind.terminal) continue;
    const first = game.firstEdge[i];
    const edges = Array.from({ length: game.firstEdge[i + 1] - first }, (_, a) => first + a);
    const unchanged = (e: number): boolean =>
      now.probability[e] === before?.probability[e] && now.values[game.child[e]] === before.values[game.child[e]];
    now.values[i] =
      before !== undefined && edges.every(unchanged) ? before.values[i] : nodeValue(now, game, reals, i, edges);
  }
}

/** r_e + γ_i·f(child_e), as `edgeValue` on exact values. */
export function realEdgeValue(game: Game, reals: RealArithmetic, values: readonly Real[], i: number, e: number): Real {
  const after = values[game.child[e]];
  return reals.add(game.edgeReward[e], game.kind[i] === NodeKind.decision ? reals.mul(game.discount, after) : after);
}

/** Σ_e p_e·(r_e + γ_i·f(child_e)); when all edges taken are known to be worth the same it is that, as Σ_e p_e = 1. */
function nodeValue(now: Valued, game: Game, reals: RealArithmetic, i: number, edges: readonly number[]): Real {
  const taken = edges.filter((e) => !isExactly(now.probability[e], Rational.ZERO));
  const worth = taken.map((e) => realEdgeValue(game, reals, now.values, i, e));
  if (worth.every((value) => reals.compare(value, worth[0]) === 'equal')) return worth[0];
  return reals.inner(
    taken.map((e) => now.probability[e]),
    worth,
  );
}
