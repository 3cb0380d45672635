import { ExactError } from '../../exact/exactError.js';
import { Rational } from '../../exact/rational.js';
import { NodeKind } from '../../game/game.js';
import { GameError } from '../../game/gameError.js';
import { PolicyError } from '../../policy/policyError.js';
import type { Instance } from '../instance.js';
import type { Family } from './family.js';
import { fromTree, toTree, type TreeEdge, type TreeNode } from './instanceTree.js';
import { normalised } from './randomGame.js';

/**
 * Simpler instances near this one, boldest first: a subtree in place of the whole, a node replaced by a child
 * or cut off, an action dropped, then rewards and probabilities made plainer. Each is strictly smaller by
 * `instanceSize`, so that repeated shrinking ends. Of a listed family there are none.
 */
export function* shrinkInstance(
  instance: Instance,
  family: Pick<Family, 'parameters' | 'listed'>,
): Generator<Instance> {
  if (!instance.game.isTree || family.listed !== undefined) return;
  const size = instanceSize(instance);
  for (const root of simplerTrees(toTree(instance))) {
    for (const candidate of rebuilt(instance, root, family)) {
      if (smaller(instanceSize(candidate), size)) yield candidate;
    }
  }
}

/**
 * Smaller instances that take two of these edits, where neither of the two need be smaller or a counterexample on its
 * own: two rewards that have to change together, a subtree cut off and the policy that made it matter. Many.
 */
export function* shrinkByTwo(instance: Instance, family: Pick<Family, 'parameters' | 'listed'>): Generator<Instance> {
  if (!instance.game.isTree || family.listed !== undefined) return;
  const size = instanceSize(instance);
  for (const once of simplerTrees(toTree(instance))) {
    for (const root of simplerTrees(once)) {
      for (const candidate of rebuilt(instance, root, family)) {
        if (smaller(instanceSize(candidate), size)) yield candidate;
      }
    }
  }
}

/** [nodes, characters needed to write all rewards and probabilities]: the order in which instances count as small. */
export function instanceSize({ game, policies }: Instance): readonly [number, number] {
  let characters = 0;
  const count = (x: Rational): void => {
    if (!x.isZero()) characters += x.toString().length;
  };
  game.reward.forEach(count);
  game.edgeReward.forEach(count);
  game.chance.forEach(count);
  for (const policy of Object.values(policies)) policy.probability.forEach(count);
  return [game.nodeCount, characters];
}

function smaller(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

/** The edited tree as instances of the family, with the old parameters where they still exist, else with each that does. */
function* rebuilt(instance: Instance, root: TreeNode, family: Pick<Family, 'parameters'>): Generator<Instance> {
  try {
    const { game, policies } = fromTree(root, instance.game, Object.keys(instance.policies));
    if (game.turns === 0) return;
    let choices: Record<string, string>[] = [{}];
    for (const [name, values] of Object.entries(family.parameters(game))) {
      const kept = values.includes(instance.parameters[name]) ? [instance.parameters[name]] : values;
      choices = choices.flatMap((chosen) => kept.map((value) => ({ ...chosen, [name]: value })));
    }
    for (const parameters of choices) yield { game, policies, parameters };
  } catch (error) {
    // An edit may leave no game (or no distribution) behind: then it is no candidate.
    if (!(error instanceof GameError || error instanceof PolicyError || error instanceof ExactError)) throw error;
  }
}

function* simplerTrees(node: TreeNode): Generator<TreeNode> {
  for (const edge of node.edges) yield edge.child;
  if (node.kind !== NodeKind.terminal) yield { kind: NodeKind.terminal, reward: Rational.ZERO, edges: [] };
  if (node.edges.length > 1) {
    for (const edge of node.edges) yield* withoutEdge(node, edge);
  }
  if (node.kind === NodeKind.terminal) {
    for (const reward of plainerNumbers(node.reward)) yield { ...node, reward };
  }
  yield* plainerDistributions(node);
  for (const [position, edge] of node.edges.entries()) {
    const replaced = (changed: TreeEdge): TreeNode => ({ ...node, edges: node.edges.with(position, changed) });
    for (const child of simplerTrees(edge.child)) yield replaced({ ...edge, child });
    // A reward on the way stays one, or goes: a family without them has none in its counterexamples.
    if (!edge.reward.isZero()) {
      for (const reward of plainerNumbers(edge.reward)) yield replaced({ ...edge, reward });
    }
  }
}

function* plainerNumbers(x: Rational): Generator<Rational> {
  for (const plain of [
    Rational.ZERO,
    Rational.ONE,
    Rational.of(-1),
    Rational.of(2),
    Rational.of(x.numerator / x.denominator),
  ]) {
    if (!plain.equals(x)) yield plain;
  }
}

/** The node without one edge; the other edges share its probability in proportion. */
function* withoutEdge(node: TreeNode, dropped: TreeEdge): Generator<TreeNode> {
  const kept = node.edges.filter((edge) => edge !== dropped);
  const scale = (of: (edge: TreeEdge) => Rational): ((edge: TreeEdge) => Rational) => {
    const total = Rational.sum(kept.map(of));
    return (edge) => of(edge).div(total);
  };
  const names = Object.keys(dropped.policies);
  try {
    const chance = node.kind === NodeKind.chance ? scale((edge) => edge.chance) : () => Rational.ZERO;
    const policies = names.map((name) => [name, scale((edge) => edge.policies[name])] as const);
    yield {
      ...node,
      edges: kept.map((edge) => ({
        ...edge,
        chance: chance(edge),
        policies: Object.fromEntries(policies.map(([name, of]) => [name, of(edge)])),
      })),
    };
  } catch (error) {
    if (!(error instanceof ExactError)) throw error; // all the mass was on the dropped edge
  }
}

/** The node with one of its distributions (each policy's, or chance's) replaced by small integer weights. */
function* plainerDistributions(node: TreeNode): Generator<TreeNode> {
  const n = node.edges.length;
  if (n < 2) return;
  const uniform = new Array<number>(n).fill(1);
  const candidates = [uniform, ...[2, 3, 4].flatMap((weight) => uniform.map((_, a) => uniform.with(a, weight)))].map(
    normalised,
  );
  for (const distribution of candidates) {
    if (node.kind === NodeKind.chance) {
      yield { ...node, edges: node.edges.map((edge, a) => ({ ...edge, chance: distribution[a] })) };
    }
    for (const name of Object.keys(node.edges[0].policies)) {
      yield {
        ...node,
        edges: node.edges.map((edge, a) => ({ ...edge, policies: { ...edge.policies, [name]: distribution[a] } })),
      };
    }
  }
}
