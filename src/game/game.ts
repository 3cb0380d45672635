import type { Rational } from '../exact/rational.js';
import type { Information } from './information.js';

/** What happens at a node: the path ends, the policy acts, or the environment draws an outcome. */
export const NodeKind = { terminal: 0, decision: 1, chance: 2 } as const;

/**
 * A finite game in flat form: every per-node and per-edge quantity is an array.
 *
 * Nodes are numbered turn by turn, the root is 0, and every edge leads to a higher number, so a backward
 * pass is a loop over node numbers downwards. The edges of node i are firstEdge[i] … firstEdge[i+1] − 1.
 * Turn t's decision nodes are the slice turnStart[t] … turnEnd[t] − 1 (t = 1..turns).
 *
 * The return of a path is Σ over its edges of γ^(decisions before the edge) · edgeReward, plus
 * γ^(decisions on the path) · reward of its terminal node. Build one with `buildGame`.
 */
export interface Game {
  readonly name: string;
  readonly description: string;
  /** T: the largest number of decisions on a path. */
  readonly turns: number;
  /** γ ∈ (0, 1], the factor that each decision puts on everything after it. */
  readonly discount: Rational;
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Per node, a `NodeKind`. */
  readonly kind: Uint8Array;
  /** Per node: its turn t ∈ 1..T for a decision node, else 0. */
  readonly turn: Int32Array;
  /** Per turn t ∈ 1..T: first and past-the-end node number of the turn's decision nodes. Index 0 is unused. */
  readonly turnStart: Int32Array;
  readonly turnEnd: Int32Array;
  /** Per layer: its first node; one more entry at the end. Edges always lead to a later layer. */
  readonly layerStart: Int32Array;
  /** Per node: its first edge; one more entry at the end. */
  readonly firstEdge: Int32Array;
  /** Per edge: the node it leads to. */
  readonly child: Int32Array;
  /** Per edge: the action or outcome label; unique among the edges of a node. */
  readonly label: readonly string[];
  /** Per edge: the fixed probability of a chance outcome; 0 on the edges of decision nodes. */
  readonly chance: readonly Rational[];
  /** Per edge: the reward paid on the way (0 by default). */
  readonly edgeReward: readonly Rational[];
  /** Per node: the reward of a terminal node, else 0. */
  readonly reward: readonly Rational[];
  /** Per node: a readable unique name. */
  readonly nodeName: readonly string[];
  /** Is some edge reward not 0? */
  readonly paysOnEdges: boolean;
  /** Does every node have at most one parent? Then a node is a history. */
  readonly isTree: boolean;
  /** Is the return of a path a function of its terminal node (a tree, or no edge rewards and equal depths of discount)? */
  readonly returnAtTerminal: boolean;
  /** What the policy sees. */
  readonly information: Information;
  /** Per node: the number of its information set, −1 off decision nodes. */
  readonly infoSet: Int32Array;
  /** Per information set: its decision nodes, ascending. */
  readonly infoSets: readonly (readonly number[])[];
  /** Per information set: a readable unique name (the node's own name under full information). */
  readonly infoSetName: readonly string[];
}

/** The action or outcome labels of node `i`, in edge order. */
export function labelsOf(game: Pick<Game, 'label' | 'firstEdge'>, i: number): string[] {
  return game.label.slice(game.firstEdge[i], game.firstEdge[i + 1]);
}
