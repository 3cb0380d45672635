import type { TreeEdge, TreeNode } from '../claims/generate/instanceTree.js';
import type { Random } from '../claims/generate/random.js';
import { Rational } from '../exact/rational.js';
import { NodeKind } from '../game/game.js';

/** Where a node lies: the positions of the edges that lead to it. */
type Place = readonly number[];

/**
 * A neighbour of a game with its policy "old": one or two rewards, chances or distributions a little or a lot
 * different, a coin put at a leaf, or a leaf in place of a node.
 */
export function mutated(random: Random, root: TreeNode): TreeNode {
  const once = changed(random, root);
  return random.oneIn(3) ? changed(random, once) : once;
}

function changed(random: Random, root: TreeNode): TreeNode {
  const places = placesOf(root);
  const of = (wanted: number): Place[] =>
    places.filter((place) => {
      const { kind, follows } = nodeAt(root, place);
      return kind === wanted && follows !== true;
    });
  const [leaves, decisions, chances] = [of(NodeKind.terminal), of(NodeKind.decision), of(NodeKind.chance)];
  const kind = random.int(0, 9);
  if (kind < 4) {
    const place = random.pick(leaves);
    const other = nodeAt(root, random.pick(leaves)).reward;
    return replaced(root, place, (leaf) => ({ ...leaf, reward: reward(random, leaf.reward, other) }));
  }
  if (kind < 7) {
    return replaced(root, random.pick(decisions), (node) => ({
      ...node,
      edges: withDistribution(
        node.edges,
        shifted(
          random,
          node.edges.map(({ policies }) => policies['old']),
        ),
        'policy',
      ),
    }));
  }
  if (kind < 9 && chances.length > 0) {
    return replaced(root, random.pick(chances), (node) => ({
      ...node,
      edges: withDistribution(
        node.edges,
        shifted(
          random,
          node.edges.map(({ chance }) => chance),
        ),
        'chance',
      ),
    }));
  }
  const place = random.pick(leaves);
  return replaced(root, place, (leaf) => atCoin(random, leaf));
}

/** Another leaf's reward, 0, or this one moved by a part of its size. */
function reward(random: Random, own: Rational, other: Rational): Rational {
  const size = other.isZero() ? Rational.ONE : other.abs();
  switch (random.int(0, 5)) {
    case 0:
      return other;
    case 1:
      return Rational.ZERO;
    case 2:
      return own.add(own).add(Rational.ONE);
    default: {
      const part = Rational.of(random.pick([1, -1]), random.pick([1, 2, 5, 10, 100]));
      return coarse(own.add(size.mul(part)));
    }
  }
}

/** Rounded to a multiple of 1/1000, so that numbers stay short. */
function coarse(x: Rational): Rational {
  const scaled = x.mul(Rational.of(1000));
  return Rational.of(scaled.numerator / scaled.denominator, 1000n);
}

/** A distribution of full support near this one, or nearly certain of one entry; in thousandths. */
function shifted(random: Random, p: readonly Rational[]): Rational[] {
  const n = p.length;
  if (n === 1) return [Rational.ONE];
  const parts = p.map((x) => Math.max(1, Math.round(x.toDouble() * 1000)));
  const [from, to] = [random.int(0, n - 1), random.int(0, n - 1)];
  if (from === to) {
    const sharp = random.pick([9, 49, 99, 999]);
    return asDistribution(parts.map((_, a) => (a === to ? sharp * (n - 1) : 1)));
  }
  const moved = Math.max(1, Math.floor(parts[from] / random.pick([2, 4, 10])));
  return asDistribution(
    parts.map((part, a) => (a === to ? part + moved : a === from ? Math.max(1, part - moved) : part)),
  );
}

function asDistribution(parts: readonly number[]): Rational[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => Rational.of(part, total));
}

function withDistribution(
  edges: readonly TreeEdge[],
  distribution: readonly Rational[],
  of: 'policy' | 'chance',
): TreeEdge[] {
  return edges.map((edge, a) =>
    of === 'chance' ? { ...edge, chance: distribution[a] } : { ...edge, policies: { old: distribution[a] } },
  );
}

/** The leaf behind a coin whose other side pays something else. */
function atCoin(random: Random, leaf: TreeNode): TreeNode {
  const rare = random.pick([2, 4, 20, 100]);
  const other = reward(random, leaf.reward, leaf.reward);
  const edge = (label: string, chance: Rational, paid: Rational): TreeEdge => ({
    label,
    reward: Rational.ZERO,
    chance,
    policies: {},
    child: { kind: NodeKind.terminal, reward: paid, edges: [] },
  });
  const edges = [edge('x', Rational.of(1, rare), other), edge('y', Rational.of(rare - 1, rare), leaf.reward)];
  return { kind: NodeKind.chance, reward: Rational.ZERO, edges };
}

/** All nodes of the tree. */
export function placesOf(node: TreeNode): Place[] {
  return [[], ...node.edges.flatMap((edge, n) => placesOf(edge.child).map((place) => [n, ...place]))];
}

/** The node at a place. */
export function nodeAt(root: TreeNode, place: Place): TreeNode {
  return place.reduce((node, n) => node.edges[n].child, root);
}

/** The tree with another node at a place. */
export function replaced(root: TreeNode, [first, ...rest]: Place, change: (node: TreeNode) => TreeNode): TreeNode {
  if (first === undefined) return change(root);
  const edge = root.edges[first];
  return { ...root, edges: root.edges.with(first, { ...edge, child: replaced(edge.child, rest, change) }) };
}
