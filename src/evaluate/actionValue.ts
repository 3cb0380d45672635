import type { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import { edgeValue } from './backward.js';

/**
 * Q(h, a) = r_e + γ·V(child) for every edge e = (h, a), from the node values of any policy; on the edges of
 * chance nodes without the factor γ. With `optimalValue` it gives Q*.
 */
export function actionValue(game: Game, values: readonly Rational[]): Rational[] {
  const result: Rational[] = [];
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) result.push(edgeValue(game, values, i, e));
  }
  return result;
}

/**
 * A(h, a) = Q(h, a) − V(h) for every edge. On the edges of a chance node it is the chance term of the
 * advantage decomposition (claim A1): outcome value minus node value.
 */
export function advantage(game: Game, values: readonly Rational[]): Rational[] {
  const result: Rational[] = [];
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++)
      result.push(edgeValue(game, values, i, e).sub(values[i]));
  }
  return result;
}
