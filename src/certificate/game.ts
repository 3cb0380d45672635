import type { Num } from './number.js';
import { Rejected, Uncovered } from './refusal.js';

/** An action or a chance outcome. */
export type Edge = { readonly label: string; readonly to: Node; readonly reward: Num; readonly probability: Num };
/** A node, of the kind "reward" (the end), "actions" or "chance"; `gameOf` gives it its turn and its information set. */
export type Node = { name: string; kind: string; reward: Num; edges: readonly Edge[]; turn: number; set: string };
/** A step of a path: edge number `a` of `node`, which was reached by history number `at`. */
export type Step = { readonly at: number; readonly node: Node; readonly a: number };
/** A path from the root, and the reward at its end. */
export type Path = { readonly steps: readonly Step[]; readonly end: Num };
/** What the policy sees at a node that `steps` lead to, as the name of its information set. */
export type Information = { readonly kind: string; readonly nameOf: (node: Node, steps: readonly Step[]) => string };
/** A game, unrolled: its decision nodes by turn, its information sets, every path. */
export interface Game {
  readonly root: Node;
  readonly gamma: Num;
  readonly information: Information;
  readonly turns: number;
  readonly decisions: readonly Node[];
  readonly sets: ReadonlyMap<string, readonly Node[]>;
  readonly paths: readonly Path[];
}

/** Lays out the graph from `root`. Rejects a node of two turns or sets; at most 5,000 histories are covered. */
export function gameOf(root: Node, gamma: Num, information: Information): Game {
  const paths: Path[] = [];
  const decisions = new Set<Node>();
  let histories = 0;
  const walk = (node: Node, turn: number, steps: readonly Step[]): void => {
    const at = histories++;
    if (histories > 5_000) throw new Uncovered('more than 5,000 histories');
    if (node.kind === 'reward') paths.push({ steps, end: node.reward });
    else if (node.turn !== 0 && node.turn !== turn) throw new Rejected(`node ${node.name}: in two turns`);
    node.turn = turn;
    if (node.kind === 'actions') {
      const set = information.nameOf(node, steps);
      if (decisions.has(node) && node.set !== set) throw new Rejected(`node ${node.name}: in two information sets`);
      node.set = set;
      decisions.add(node);
    }
    node.edges.forEach(({ to }, a) => walk(to, turn + (node.kind === 'actions' ? 1 : 0), [...steps, { at, node, a }]));
  };
  walk(root, 1, []);
  const inOrder = [...decisions].sort((x, y) => x.turn - y.turn); // stable: depth first within a turn
  const sets = new Map<string, Node[]>();
  const menu = (node?: Node): string => JSON.stringify(node?.edges.map(({ label }) => label));
  for (const node of inOrder) {
    // Under one name every menu of actions is a set of its own.
    let [name, number] = [node.set, 1];
    while (sets.has(name) && menu(sets.get(name)?.[0]) !== menu(node)) name = `${node.set} #${++number}`;
    node.set = name;
    sets.set(name, [...(sets.get(name) ?? []), node]);
  }
  return { root, gamma, information, turns: inOrder.at(-1)?.turn ?? 0, decisions: inOrder, sets, paths };
}
