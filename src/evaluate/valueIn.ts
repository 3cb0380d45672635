import type { Arithmetic } from '../exact/arithmetic.js';
import { type Game, NodeKind } from '../game/game.js';
import { type GameNumbers, numbersOf } from '../game/numbersOf.js';
import type { PolicyIn } from '../policy/policyIn.js';

/** Probabilities per edge and the values per node that follow from them. */
export interface Valued<N, Values = readonly N[]> {
  readonly probability: readonly N[];
  readonly values: Values;
}

/** V_π(h) for every node, in any arithmetic; exact wherever everything below is. */
export function valueIn<N>(numbers: Arithmetic<N>, { game, probability }: PolicyIn<N>): N[] {
  const values = numbersOf(numbers, game).reward.slice();
  valueInto(numbers, { probability, values }, undefined, game, 0, game.nodeCount);
  return values;
}

/**
 * One backward pass over the nodes to − 1, …, from, in place; later nodes must be up to date. A node whose
 * probabilities and children are the very objects of `before` keeps the value it has there.
 */
export function valueInto<N>(
  numbers: Arithmetic<N>,
  now: Valued<N, N[]>,
  before: Valued<N> | undefined,
  game: Game,
  from: number,
  to: number,
): void {
  const { firstEdge, child } = game;
  const own = numbersOf(numbers, game);
  for (let i = to - 1; i >= from; i--) {
    if (game.kind[i] === NodeKind.terminal) continue;
    let unchanged = before !== undefined;
    for (let e = firstEdge[i]; unchanged && e < firstEdge[i + 1]; e++) {
      unchanged = now.probability[e] === before?.probability[e] && now.values[child[e]] === before.values[child[e]];
    }
    now.values[i] = unchanged && before !== undefined ? before.values[i] : nodeValue(numbers, now, game, own, i);
  }
}

/** r_e + γ_i·f(child_e): what edge e of node i is worth when its child is worth values[child_e]. */
export function edgeValueIn<N>(
  numbers: Arithmetic<N>,
  game: Game,
  { edgeReward, discount }: GameNumbers<N>,
  values: readonly N[],
  i: number,
  e: number,
): N {
  const after = values[game.child[e]];
  return numbers.add(edgeReward[e], game.kind[i] === NodeKind.decision ? numbers.mul(discount, after) : after);
}

/** Σ_e p_e·(r_e + γ_i·f(child_e)); when all edges taken are known to be worth the same it is that, as Σ_e p_e = 1. */
function nodeValue<N>(numbers: Arithmetic<N>, now: Valued<N>, game: Game, own: GameNumbers<N>, i: number): N {
  let first: N | undefined;
  let same = true;
  let total = numbers.zero;
  for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
    const p = now.probability[e];
    if (numbers.isZero(p)) continue;
    const worth = edgeValueIn(numbers, game, own, now.values, i, e);
    first ??= worth;
    same &&= numbers.compare(worth, first) === 'equal';
    total = numbers.add(total, numbers.mul(p, worth));
  }
  return same && first !== undefined ? first : total;
}
