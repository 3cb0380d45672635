import type { Rational } from '../../exact/rational.js';
import { assemble, type RawNode } from '../../game/assemble.js';
import { type Game, NodeKind } from '../../game/game.js';
import { pathName, ROOT_NAME } from '../../game/pathName.js';
import { type Policy, policyFromSets } from '../../policy/policy.js';
import type { Instance } from '../instance.js';

/** A game as a nested tree with the policies written on its edges: the form that shrinking edits. */
export interface TreeNode {
  readonly kind: number;
  readonly reward: Rational;
  readonly edges: readonly TreeEdge[];
  /** Another node of the same information set has the policy's say here. */
  readonly follows?: boolean;
}

/** An edge of the nested tree, with its probabilities. */
export interface TreeEdge {
  readonly label: string;
  readonly reward: Rational;
  /** The chance probability, or 0 at decision nodes. */
  readonly chance: Rational;
  /** Per policy name its probability here; empty at chance nodes. */
  readonly policies: Readonly<Record<string, Rational>>;
  readonly child: TreeNode;
}

/** The instance's game and policies as a nested tree. The game must be a tree. */
export function toTree({ game, policies }: Instance): TreeNode {
  const names = Object.keys(policies);
  const first = new Set(game.infoSets.map(([i]) => i));
  const nodeAt = (i: number): TreeNode => {
    const decision = game.kind[i] === NodeKind.decision;
    const edges: TreeEdge[] = [];
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      edges.push({
        label: game.label[e],
        reward: game.edgeReward[e],
        chance: game.chance[e],
        policies: decision ? Object.fromEntries(names.map((name) => [name, policies[name].probability[e]])) : {},
        child: nodeAt(game.child[e]),
      });
    }
    const node = { kind: game.kind[i], reward: game.reward[i], edges };
    return decision && !first.has(i) ? { ...node, follows: true } : node;
  };
  return nodeAt(0);
}

/**
 * The inverse of `toTree`. A policy's distribution at an information set is read off the set's first node.
 * Throws GameError or PolicyError where the edited tree is no game or carries no distribution.
 */
export function fromTree(
  root: TreeNode,
  head: { readonly name: string; readonly discount: Rational; readonly information: Game['information'] },
  policyNames: readonly string[],
): Pick<Instance, 'game' | 'policies'> {
  const raw: RawNode[] = [];
  const treeNodes: TreeNode[] = [];
  const append = (node: TreeNode, name: string): number => {
    const position = raw.length;
    treeNodes.push(node);
    raw.push({ name, kind: node.kind, edges: [], reward: node.reward });
    const edges = node.edges.map((edge) => ({
      label: edge.label,
      reward: edge.reward,
      probability: edge.chance,
      to: append(edge.child, pathName(name, edge.label, name === ROOT_NAME)),
    }));
    raw[position] = { name, kind: node.kind, edges, reward: node.reward };
    return position;
  };
  append(root, ROOT_NAME);
  const { game, numberOf } = assemble(raw, head);
  const rawAt = new Int32Array(raw.length);
  numberOf.forEach((number, position) => (rawAt[number] = position));
  const policies: Record<string, Policy> = {};
  for (const name of policyNames) {
    policies[name] = policyFromSets(
      game,
      game.infoSets.map(([i]) => treeNodes[rawAt[i]].edges.map((edge) => edge.policies[name])),
    );
  }
  return { game, policies };
}
