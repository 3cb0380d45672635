import { type Game, NodeKind } from '../../game/game.js';

/** Where a node of a drawn tree lies: column by depth, row by leaves (inner nodes lie between their children). */
export interface Placed {
  readonly node: number;
  readonly depth: number;
  readonly row: number;
  /** The edge that leads to it and the placed parent; undefined for the root. */
  readonly from?: { readonly edge: number; readonly parent: Placed };
}

/** Nodes of a game that is a tree, parents before children: leaves take one row each, in edge order. */
export function treeLayout(game: Game): Placed[] {
  let nextRow = 0;
  const rows = new Map<number, number>();
  const measure = (i: number): number => {
    const children = childrenOf(game, i).map(measure);
    const row = children.length === 0 ? nextRow++ : (children[0] + (children.at(-1) ?? 0)) / 2;
    rows.set(i, row);
    return row;
  };
  measure(0);
  const placed: Placed[] = [];
  const place = (node: number, depth: number, from?: Placed['from']): void => {
    const here: Placed = { node, depth, row: rows.get(node) ?? 0, ...(from === undefined ? {} : { from }) };
    placed.push(here);
    for (let e = game.firstEdge[node]; e < game.firstEdge[node + 1]; e++)
      place(game.child[e], depth + 1, { edge: e, parent: here });
  };
  place(0, 0);
  return placed;
}

/** Is the game small enough that its tree is legible as a drawing? */
export function isDrawable(game: Game): boolean {
  const leaves = game.kind.filter((kind) => kind === NodeKind.terminal).length;
  return game.isTree && leaves <= 24 && game.layerStart.length - 2 <= 7;
}

function childrenOf(game: Game, i: number): number[] {
  return Array.from(game.child.subarray(game.firstEdge[i], game.firstEdge[i + 1]));
}
