import type { Trajectory } from '../environments/trajectory.js';
import type { Unrolled } from '../environments/unroll.js';
import type { Path } from '../evaluate/paths.js';
import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import { BridgeError } from './bridgeError.js';

/**
 * Finds the path of the game that a sampled trajectory is. `unrolled` must be at response level, without merged
 * states. The function throws BridgeError for a trajectory that is no path of the game, or that was paid otherwise.
 */
export function pathFinder({ game, level, shareStates, histories, responses }: Unrolled): (of: Trajectory) => Path {
  if (level !== 'response' || shareStates) {
    throw new BridgeError('trajectories are found in a game at response level, unrolled without shareStates');
  }
  const nodeOf = new Map(histories.flatMap((history, i) => (history === undefined ? [] : [[history.join(), i]])));
  const parent = parents(game);
  return (trajectory) => {
    const { id, turns, pathReturn } = trajectory;
    const last = turns[turns.length - 1];
    const node = nodeOf.get(last.history.join());
    const said = last.response.join();
    const edge = node === undefined ? undefined : edgesOf(game, node).find((e) => responses[e]?.join() === said);
    if (edge === undefined) throw new BridgeError(`trajectory ${id} is no path of the game "${game.name}"`);
    // Endings that were paid alike differ in the last observation only, on which nothing depends.
    const ends = game.kind[game.child[edge]] === NodeKind.terminal ? [game.child[edge]] : after(game, edge);
    const path = ends.map((end) => pathTo(game, parent, end)).find((found) => found.pathReturn.equals(pathReturn));
    if (path === undefined) {
      throw new BridgeError(`trajectory ${id} was paid ${pathReturn}, which no ending of its path in the game pays`);
    }
    return path;
  };
}

function edgesOf(game: Game, i: number): number[] {
  return Array.from({ length: game.firstEdge[i + 1] - game.firstEdge[i] }, (_, n) => game.firstEdge[i] + n);
}

/** The terminal nodes among the outcomes behind an edge. */
function after(game: Game, edge: number): number[] {
  return edgesOf(game, game.child[edge])
    .map((e) => game.child[e])
    .filter((i) => game.kind[i] === NodeKind.terminal);
}

/** Per node: the edge that leads to it and that edge's node, −1 for the root. */
function parents(game: Game): { readonly edge: Int32Array; readonly node: Int32Array } {
  const edge = new Int32Array(game.nodeCount).fill(-1);
  const node = edge.slice();
  for (let i = 0; i < game.nodeCount; i++) {
    for (const e of edgesOf(game, i)) {
      edge[game.child[e]] = e;
      node[game.child[e]] = i;
    }
  }
  return { edge, node };
}

function pathTo(game: Game, parent: ReturnType<typeof parents>, end: number): Path {
  const nodes = [end];
  const edges: number[] = [];
  for (let at = end; parent.edge[at] >= 0; at = parent.node[at]) {
    nodes.unshift(parent.node[at]);
    edges.unshift(parent.edge[at]);
  }
  const drawsContext = game.kind[0] === NodeKind.chance;
  return {
    nodes,
    edges,
    pathReturn: Rational.sum(edges.map((e) => game.edgeReward[e])).add(game.reward[end]),
    context: drawsContext ? nodes[1] : 0,
    contextReward: drawsContext ? game.edgeReward[edges[0]] : Rational.ZERO,
  };
}
