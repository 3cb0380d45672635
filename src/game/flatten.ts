import { Rational } from '../exact/rational.js';
import type { RawEdge, RawNode } from './assemble.js';
import { exactValue } from './exactSpec.js';
import { NodeKind } from './game.js';
import { GameError } from './gameError.js';
import type { ChanceEdgeSpec, EdgeSpec, GameSpec, NodeSpec, TargetSpec } from './gameSpec.js';
import { MAX_NODES } from './limits.js';
import { didYouMean } from './nearest.js';
import { pathName, ROOT_NAME } from './pathName.js';

type Path = readonly (string | number)[];

/** A node that has a place in the list but whose edges are still to be read. */
interface Pending {
  readonly node: NodeSpec;
  readonly name: string;
  readonly path: Path;
  readonly inlineRoot: boolean;
}

/**
 * The nodes of a game description as a list for `assemble`, the root first: inline nodes named by their
 * labels (`pathName`), references resolved, numbers read, and each node's own rules checked.
 */
export function flatten(spec: GameSpec): RawNode[] {
  return new Flattening(spec).nodes();
}

class Flattening {
  private readonly pending: Pending[] = [];
  private readonly position = new Map<string, number>();

  constructor(spec: GameSpec) {
    const { root } = spec;
    const named = Object.entries(spec.nodes ?? {});
    if (typeof root !== 'string') this.add(root, ROOT_NAME, ['root'], true);
    // The root comes first even when it is one of the named nodes.
    else named.sort(([a], [b]) => Number(b === root) - Number(a === root));
    for (const [name, node] of named) this.add(node, name, ['nodes', name], false);
    if (typeof root === 'string') this.find(root, ['root']);
  }

  nodes(): RawNode[] {
    const result: RawNode[] = [];
    // `pending` grows while its nodes are read.
    for (let i = 0; i < this.pending.length; i++) result.push(this.read(this.pending[i]));
    return result;
  }

  private add(node: NodeSpec, name: string, path: Path, inlineRoot: boolean): number {
    const position = this.pending.length;
    if (position === MAX_NODES) {
      throw new GameError(`the game has more than ${MAX_NODES} nodes; use shared nodes or a smaller game`, path);
    }
    if (this.position.has(name)) {
      throw new GameError(
        `two nodes are named "${name}"; rename one of them (a node inside another is named by the labels that lead to it)`,
        path,
      );
    }
    this.position.set(name, position);
    this.pending.push({ node, name, path, inlineRoot });
    return position;
  }

  private find(name: string, path: Path): number {
    const position = this.position.get(name);
    if (position === undefined) {
      const hint = didYouMean(name, this.position.keys());
      throw new GameError(`unknown node "${name}"${hint}; list it under "nodes" or correct the name`, path);
    }
    return position;
  }

  private read(pending: Pending): RawNode {
    const { node, name, path } = pending;
    if ('reward' in node) {
      return { name, kind: NodeKind.terminal, edges: [], reward: exactValue(node.reward), path };
    }
    const [kind, key, edges] =
      'actions' in node
        ? ([NodeKind.decision, 'actions', node.actions] as const)
        : ([NodeKind.chance, 'chance', node.chance] as const);
    checkLabels(edges, name, [...path, key]);
    const raw = edges.map((edge, e) => this.edge(edge, pending, [...path, key, e]));
    if (kind === NodeKind.chance) checkProbabilities(raw, name, [...path, key]);
    return { name, kind, edges: raw, reward: Rational.ZERO, path };
  }

  private edge(edge: EdgeSpec | ChanceEdgeSpec, parent: Pending, path: Path): RawEdge {
    return {
      label: edge.label,
      to: this.target(edge.to, edge.label, parent, [...path, 'to']),
      reward: exactValue(edge.reward ?? 0),
      probability: 'probability' in edge ? exactValue(edge.probability) : Rational.ZERO,
    };
  }

  private target(to: TargetSpec, label: string, parent: Pending, path: Path): number {
    return typeof to === 'string'
      ? this.find(to, path)
      : this.add(to, pathName(parent.name, label, parent.inlineRoot), path, false);
  }
}

function checkLabels(edges: readonly (EdgeSpec | ChanceEdgeSpec)[], name: string, path: Path): void {
  const seen = new Set<string>();
  edges.forEach(({ label }, e) => {
    if (seen.has(label))
      throw new GameError(`node "${name}" has two edges labelled "${label}"; rename one`, [...path, e, 'label']);
    seen.add(label);
  });
}

function checkProbabilities(edges: readonly RawEdge[], name: string, path: Path): void {
  edges.forEach(({ probability, label }, e) => {
    if (probability.sign() <= 0) {
      throw new GameError(
        `outcome "${label}" of chance node "${name}" has probability ${probability}; it must be greater than 0, so leave the outcome out or correct it`,
        [...path, e, 'probability'],
      );
    }
  });
  const total = Rational.sum(edges.map(({ probability }) => probability));
  if (!total.equals(Rational.ONE)) {
    throw new GameError(
      `probabilities of chance node "${name}" sum to ${total}, not to 1; make them sum to exactly 1`,
      path,
    );
  }
}
