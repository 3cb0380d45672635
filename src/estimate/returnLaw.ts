import { contextOf } from '../evaluate/context.js';
import { pathReturn } from '../evaluate/pathReturn.js';
import { reachProbability } from '../evaluate/reachProbability.js';
import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';

/** The distribution of the return of one context's paths. */
export interface ContextLaw {
  /** The node of s0. */
  readonly context: number;
  /** The probability of s0. */
  readonly probability: Rational;
  /** Every return that occurs, once, and its probability given s0. */
  readonly returns: readonly Weighted[];
  /** E[R | s0] = V_π(s0), in the estimator's own discount. */
  readonly mean: Rational;
  /** Var[R | s0]. */
  readonly variance: Rational;
}

/** A value and its probability. */
export interface Weighted {
  readonly value: Rational;
  readonly probability: Rational;
}

/** What returns the policy's paths have, and where they end. */
export interface ReturnLaw {
  /** The contexts that occur. */
  readonly contexts: readonly ContextLaw[];
  /** Per node: its context's node (`contextOf`). */
  readonly contextOf: Int32Array;
  /** Per terminal node: R(τ) of the paths that end there. */
  readonly pathReturn: readonly Rational[];
}

/**
 * The law of R given s0 under `policy`, discounted as the game is or not at all. Throws GameError where a
 * terminal node does not fix the return or the context: unroll first.
 */
export function returnLaw(policy: Policy, returns: 'discounted' | 'undiscounted'): ReturnLaw {
  const game = returns === 'discounted' ? policy.game : withoutDiscount(policy.game);
  const context = contextOf(game);
  const collected = pathReturn(game);
  const reach = reachProbability(game, policy.probability);
  const found = new Map<number, Map<string, Weighted>>();
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.terminal || reach[i].isZero()) continue;
    let law = found.get(context[i]);
    if (law === undefined) found.set(context[i], (law = new Map<string, Weighted>()));
    addWeighted(law, collected[i], reach[i].div(reach[context[i]]));
  }
  const contexts = Array.from(found, ([node, law]) => contextLaw(node, reach[node], [...law.values()]));
  return { contexts, contextOf: context, pathReturn: collected };
}

/** The same game in which a path's return is the plain sum of its rewards. */
export function withoutDiscount(game: Game): Game {
  return { ...game, discount: Rational.ONE, returnAtTerminal: game.isTree || !game.paysOnEdges };
}

function addWeighted(law: Map<string, Weighted>, value: Rational, probability: Rational): void {
  const key = value.toString();
  law.set(key, { value, probability: law.get(key)?.probability.add(probability) ?? probability });
}

function contextLaw(context: number, probability: Rational, returns: readonly Weighted[]): ContextLaw {
  const mean = Rational.sum(returns.map((r) => r.probability.mul(r.value)));
  const square = Rational.sum(returns.map((r) => r.probability.mul(r.value.pow(2))));
  return { context, probability, returns, mean, variance: square.sub(mean.pow(2)) };
}
