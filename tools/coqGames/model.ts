import { pathReturn } from '../../src/evaluate/pathReturn.js';
import { Rational } from '../../src/exact/rational.js';
import { type Game, labelsOf, NodeKind } from '../../src/game/game.js';

/** A history of the Coq model: its moves as numbers (positions among the edges), MOST RECENT FIRST. */
export type History = readonly number[];

/** A history that is not the end of a path. */
export interface Place {
  readonly history: History;
  /** The core's node; for a padding history the terminal node at which the core's path ended. */
  readonly node: number;
  /** `padding`: a menu of one move, after the core's path ended early. */
  readonly kind: 'decision' | 'chance' | 'padding';
  /** What the moves are called in the core; the only move of a padding history has no name. */
  readonly labels: readonly string[];
  /** The discounted rewards collected before this history. */
  readonly collected: Rational;
  /** γ to the number of decisions before this history: the weight of what comes after. */
  readonly weight: Rational;
}

/** The game as the Coq development sees it: every path has `horizon` moves, chance moves included. */
export interface Model {
  readonly game: Game;
  readonly horizon: number;
  /** Every history that is not the end of a path; a history comes before those that continue it. */
  readonly places: readonly Place[];
  /** Every complete path with its return. */
  readonly paths: readonly { readonly history: History; readonly pathReturn: Rational }[];
}

/**
 * The Coq model of a tree: moves are numbered, chance outcomes are moves too, and a path that ends early goes on
 * with menus of one move. Throws GameError when the game has shared nodes that leave a return open (`pathReturn`).
 */
export function modelOf(game: Game): Model {
  const horizon = depthBelow(game, 0);
  const returns = pathReturn(game);
  const places: Place[] = [];
  const paths: { history: History; pathReturn: Rational }[] = [];

  const pad = (history: History, node: number): void => {
    if (history.length === horizon) {
      paths.push({ history, pathReturn: returns[node] });
      return;
    }
    // The return is complete: nothing comes after.
    places.push({ history, node, kind: 'padding', labels: [], collected: returns[node], weight: Rational.ZERO });
    pad([0, ...history], node);
  };
  const visit = (history: History, node: number, weight: Rational): void => {
    if (game.kind[node] === NodeKind.terminal) {
      pad(history, node);
      return;
    }
    const kind = game.kind[node] === NodeKind.decision ? 'decision' : 'chance';
    const labels = labelsOf(game, node);
    places.push({ history, node, kind, labels, collected: returns[node], weight });
    const after = kind === 'decision' ? weight.mul(game.discount) : weight;
    labels.forEach((_, move) => visit([move, ...history], game.child[game.firstEdge[node] + move], after));
  };
  visit([], 0, Rational.ONE);
  return { game, horizon, places, paths };
}

function depthBelow(game: Game, node: number): number {
  let depth = 0;
  for (let e = game.firstEdge[node]; e < game.firstEdge[node + 1]; e++) {
    depth = Math.max(depth, 1 + depthBelow(game, game.child[e]));
  }
  return depth;
}
