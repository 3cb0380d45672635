import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from './game.js';
import { GameError } from './gameError.js';
import { informationSets } from './informationSets.js';
import { FULL_INFORMATION, type Information } from './information.js';
import { MAX_DEPTH, MAX_NODES } from './limits.js';

/** An edge before numbering: `to` is a position in the list of raw nodes. */
export interface RawEdge {
  readonly label: string;
  readonly to: number;
  readonly reward: Rational;
  /** Probability of a chance outcome; ignored on the edges of decision nodes. */
  readonly probability: Rational;
}

/** A node before numbering. `path` says where it was described, for error messages. */
export interface RawNode {
  readonly name: string;
  readonly kind: number;
  readonly edges: readonly RawEdge[];
  readonly reward: Rational;
  readonly path?: readonly (string | number)[];
}

/** What a game has beside its nodes; by default no discount and full information. */
export interface GameHead {
  readonly name: string;
  readonly description?: string;
  readonly discount?: Rational;
  readonly information?: Information;
}

/** A game, and per raw node the number that it received. */
export interface Assembled {
  readonly game: Game;
  readonly numberOf: Int32Array;
}

/**
 * Numbers raw nodes turn by turn and lays them out flat. Node 0 of `raw` is the root.
 * Throws GameError for a cycle, for an inner node that paths reach after different numbers of
 * decisions (the graph must be layered by turn), for a node that no path reaches, and beyond `limits.ts`.
 * Probabilities and labels are the caller's to check (`buildGame` does).
 */
export function assemble(raw: readonly RawNode[], head: GameHead): Assembled {
  if (raw.length > MAX_NODES) throw new GameError(`the game has ${raw.length} nodes; the most is ${MAX_NODES}`);
  const order = topologicalOrder(raw);
  checkDepth(raw, order);
  const { stage, depth } = stages(raw, order);

  // Layer = (decisions before the node, then chance draws since the last decision); within a turn all
  // chance nodes come before the decision nodes; terminal nodes form the last layer.
  const chanceDepths =
    1 + order.reduce((max, i) => (raw[i].kind === NodeKind.chance ? Math.max(max, depth[i]) : max), -1);
  const lastStage = order.reduce((max, i) => Math.max(max, stage[i]), 0);
  const perStage = chanceDepths + 1;
  const layerOf = (i: number): number => {
    const kind = raw[i].kind;
    if (kind === NodeKind.terminal) return (lastStage + 1) * perStage;
    return stage[i] * perStage + (kind === NodeKind.chance ? depth[i] : chanceDepths);
  };
  const layers: number[][] = [];
  for (let layer = 0; layer <= (lastStage + 1) * perStage; layer++) layers.push([]);
  for (const i of order) layers[layerOf(i)].push(i);

  const numberOf = new Int32Array(raw.length);
  const inOrder: number[] = [];
  const layerStart: number[] = [];
  for (const layer of layers) {
    if (layer.length === 0) continue;
    layerStart.push(inOrder.length);
    for (const i of layer) {
      numberOf[i] = inOrder.length;
      inOrder.push(i);
    }
  }
  layerStart.push(inOrder.length);
  return { game: layOut(raw, inOrder, numberOf, stage, Int32Array.from(layerStart), head), numberOf };
}

/** Working memory. (A typed array costs more to create than a small game costs to number.) */
function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

/** Every node after all its parents; a cycle or an unreached node throws. */
function topologicalOrder(raw: readonly RawNode[]): number[] {
  const state = zeros(raw.length); // 0 new, 1 on the current path, 2 done
  const nextEdge = zeros(raw.length);
  const finished: number[] = [];
  const stack = [0];
  state[0] = 1;
  while (stack.length > 0) {
    const i = stack[stack.length - 1];
    const edges = raw[i].edges;
    // From the last edge to the first, so that the reversed finishing order keeps siblings in edge order.
    const e = edges.length - 1 - nextEdge[i]++;
    if (e < 0) {
      state[i] = 2;
      finished.push(i);
      stack.pop();
      continue;
    }
    const to = edges[e].to;
    if (state[to] === 1)
      throw new GameError(`node "${raw[to].name}" leads back to itself: a game has no cycles`, raw[to].path);
    if (state[to] === 0) {
      state[to] = 1;
      stack.push(to);
    }
  }
  if (finished.length < raw.length) {
    const lost = state.indexOf(0);
    throw new GameError(
      `node "${raw[lost].name}" is never reached from the root; remove it or lead an edge to it`,
      raw[lost].path,
    );
  }
  return finished.reverse();
}

function checkDepth(raw: readonly RawNode[], order: readonly number[]): void {
  const edgesBefore = zeros(raw.length);
  for (const i of order) {
    if (edgesBefore[i] > MAX_DEPTH) {
      throw new GameError(
        `node "${raw[i].name}" lies more than ${MAX_DEPTH} steps from the root; the most is ${MAX_DEPTH}`,
        raw[i].path,
      );
    }
    for (const { to } of raw[i].edges) edgesBefore[to] = Math.max(edgesBefore[to], edgesBefore[i] + 1);
  }
}

/** Per node: the decisions before it, and the chance draws since the last of them. */
function stages(raw: readonly RawNode[], order: readonly number[]): { stage: number[]; depth: number[] } {
  const stage = new Array<number>(raw.length).fill(-1);
  const depth = zeros(raw.length);
  stage[0] = 0;
  for (const i of order) {
    const decision = raw[i].kind === NodeKind.decision;
    const next = decision ? stage[i] + 1 : stage[i];
    const nextDepth = decision ? 0 : depth[i] + 1;
    for (const { to } of raw[i].edges) {
      if (stage[to] !== -1 && stage[to] !== next && raw[to].kind !== NodeKind.terminal) {
        throw new GameError(
          `node "${raw[to].name}" is reached after ${stage[to]} and after ${next} decisions; a node belongs to one turn, so give each turn its own copy`,
          raw[to].path,
        );
      }
      stage[to] = Math.max(stage[to], next);
      depth[to] = Math.max(depth[to], nextDepth);
    }
  }
  return { stage, depth };
}

function layOut(
  raw: readonly RawNode[],
  inOrder: readonly number[],
  numberOf: Int32Array,
  stage: readonly number[],
  layerStart: Int32Array,
  head: GameHead,
): Game {
  const nodeCount = inOrder.length;
  const kind = new Uint8Array(nodeCount);
  const turn = new Int32Array(nodeCount);
  const firstEdge = new Int32Array(nodeCount + 1);
  const child: number[] = [];
  const label: string[] = [];
  const chance: Rational[] = [];
  const edgeReward: Rational[] = [];
  const reward: Rational[] = [];
  const nodeName: string[] = [];
  const parents = zeros(nodeCount);
  let turns = 0;
  let paysOnEdges = false;
  for (let i = 0; i < nodeCount; i++) {
    const node = raw[inOrder[i]];
    kind[i] = node.kind;
    firstEdge[i] = child.length;
    reward.push(node.reward);
    nodeName.push(node.name);
    if (node.kind === NodeKind.decision) turns = turn[i] = stage[inOrder[i]] + 1;
    for (const edge of node.edges) {
      const to = numberOf[edge.to];
      parents[to]++;
      child.push(to);
      label.push(edge.label);
      chance.push(node.kind === NodeKind.chance ? edge.probability : Rational.ZERO);
      edgeReward.push(edge.reward);
      if (!edge.reward.isZero()) paysOnEdges = true;
    }
  }
  firstEdge[nodeCount] = child.length;
  const isTree = parents.every((count) => count <= 1);
  const discount = head.discount ?? Rational.ONE;
  const { turnStart, turnEnd } = turnSlices(turn, turns);
  const structure = {
    name: head.name,
    description: head.description ?? '',
    turns,
    discount,
    nodeCount,
    edgeCount: child.length,
    kind,
    turn,
    turnStart,
    turnEnd,
    layerStart,
    firstEdge,
    child: Int32Array.from(child),
    label,
    chance,
    edgeReward,
    reward,
    nodeName,
    paysOnEdges,
    isTree,
    returnAtTerminal: isTree || (!paysOnEdges && discount.equals(Rational.ONE)),
    information: head.information ?? FULL_INFORMATION,
  };
  // Spreading the two into a third object would give every game a hidden class of its own, and slow down all passes.
  return Object.assign(structure, informationSets(structure));
}

function turnSlices(turn: Int32Array, turns: number): { turnStart: Int32Array; turnEnd: Int32Array } {
  const turnStart = new Int32Array(turns + 1);
  const turnEnd = new Int32Array(turns + 1);
  for (let i = turn.length - 1; i >= 0; i--) {
    const t = turn[i];
    if (t === 0) continue;
    if (turnEnd[t] === 0) turnEnd[t] = i + 1;
    turnStart[t] = i;
  }
  return { turnStart, turnEnd };
}
