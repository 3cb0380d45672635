import { Rational } from '../exact/rational.js';
import { assemble, type RawNode } from './assemble.js';
import { type Game, NodeKind } from './game.js';
import { GameError } from './gameError.js';
import { FULL_INFORMATION } from './information.js';
import { MAX_NODES } from './limits.js';
import { pathName, ROOT_NAME } from './pathName.js';

/**
 * The tree of all histories of `game`: every history its own node, named by the labels that lead to it, with
 * full information. Values at a history are those of its node in `game`; a policy may now differ between
 * histories that shared a node. Throws GameError when the tree has more than `limit` nodes (default MAX_NODES).
 */
export function unroll(game: Game, limit = MAX_NODES): Game {
  checkSize(game, limit);
  const raw: RawNode[] = [];
  const pending = [{ node: 0, name: ROOT_NAME }];
  // `pending` grows while its nodes are read; raw node i is the i-th of them.
  for (let i = 0; i < pending.length; i++) {
    const { node, name } = pending[i];
    const edges = [];
    for (let e = game.firstEdge[node]; e < game.firstEdge[node + 1]; e++) {
      const probability = game.kind[node] === NodeKind.chance ? game.chance[e] : Rational.ZERO;
      edges.push({ label: game.label[e], to: pending.length, reward: game.edgeReward[e], probability });
      pending.push({ node: game.child[e], name: pathName(name, game.label[e], i === 0) });
    }
    raw.push({ name, kind: game.kind[node], edges, reward: game.reward[node] });
  }
  const { name, description, discount } = game;
  return assemble(raw, { name, description, discount, information: FULL_INFORMATION }).game;
}

/** Counts the histories before making any: they may be exponentially many. */
function checkSize(game: Game, limit: number): void {
  // Counts stay below limit · edges, where doubles are exact; the loop ends beyond the limit.
  const histories = new Float64Array(game.nodeCount);
  histories[0] = 1;
  let total = 0;
  for (let i = 0; i < game.nodeCount; i++) {
    total += histories[i];
    if (total > limit) {
      throw new GameError(`"${game.name}" has more than ${limit} histories; it is too large to unroll into a tree`);
    }
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) histories[game.child[e]] += histories[i];
  }
}
