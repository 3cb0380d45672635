import { fromTree, type TreeEdge, type TreeNode } from '../claims/generate/instanceTree.js';
import type { Random } from '../claims/generate/random.js';
import type { Instance } from '../claims/instance.js';
import { Rational } from '../exact/rational.js';
import { NodeKind } from '../game/game.js';
import type { Information } from '../game/information.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';

/** What a policy sees in a regime. */
export const INFORMATION: Readonly<Record<GuaranteeRegime['information'], Information>> = {
  full: { kind: 'full' },
  truncated: { kind: 'truncated', window: 0 },
  shared: { kind: 'shared', window: 0 },
};

/** Larger games say little more, and cost much. */
const MOST_NODES = 40;

const ACTIONS = ['a', 'b', 'c', 'd'];
const OUTCOMES = ['x', 'y', 'z'];

/** What all nodes of one game have in common. */
interface Style {
  readonly turns: number;
  readonly mostActions: number;
  /** A draw of the context at the root; observations between turns; a coin at a leaf, each one time in so many. */
  readonly contexts: boolean;
  readonly observations: number;
  readonly noise: number;
  /** An early end, one node in so many; 0: never. */
  readonly earlyEnds: number;
  readonly duplicates: boolean;
  readonly edgeRewards: boolean;
  readonly reward: () => Rational;
  readonly chance: (n: number) => Rational[];
  readonly policy: (n: number) => Rational[];
}

/**
 * A random game with a policy of full support, as the world has them: rewards over orders of magnitude, of one sign or
 * both, or with tiny differences; rare large ones; chances down to 1/1000; early ends in a third of the trees; noise at the
 * leaves; duplicated actions; several contexts; rewards on the way and a discount; policies from uniform to nearly certain.
 */
export function worldInstance(
  random: Random,
  { information, turns }: GuaranteeRegime,
  seeds: readonly number[],
): Instance {
  for (;;) {
    const style = styleOf(random, turns);
    const budget = { left: MOST_NODES };
    const root = grow(random, style, 1, budget, style.contexts);
    if (budget.left < 0) continue;
    const discount = turns === 'multi' && random.oneIn(6) ? random.pick(['9/10', '1/2']) : '1';
    const head = {
      name: 'random game',
      discount: Rational.parse(discount),
      information: INFORMATION[information],
    };
    const { game, policies } = fromTree(root, head, ['old']);
    if (game.turns === 0) continue;
    return { game, policies, parameters: { tie: 'stay', seed: String(seeds[random.int(0, 999) % seeds.length]) } };
  }
}

function styleOf(random: Random, turns: GuaranteeRegime['turns']): Style {
  const count = turns === 'single' ? 1 : random.pick([1, 2, 2, 2, 3]);
  return {
    turns: count,
    mostActions: count === 1 ? random.pick([2, 2, 3, 4]) : count === 2 ? random.pick([2, 2, 3]) : 2,
    contexts: random.oneIn(5),
    observations: random.pick([0, 0, 0, 3]),
    noise: random.pick([0, 0, 2, 3]),
    earlyEnds: count > 1 && random.oneIn(3) ? 2 : 0,
    duplicates: random.oneIn(8),
    edgeRewards: random.oneIn(6),
    reward: rewardLaw(random),
    chance: chanceLaw(random),
    policy: policyLaw(random),
  };
}

function grow(random: Random, style: Style, turn: number, budget: { left: number }, drawsContext = false): TreeNode {
  budget.left -= 1;
  if (budget.left < 0) return leaf(Rational.ZERO);
  const observes = drawsContext || (style.observations > 0 && turn > 1 && random.oneIn(style.observations));
  if (observes && turn <= style.turns) {
    const probabilities = style.chance(random.pick([2, 2, 3]));
    return {
      kind: NodeKind.chance,
      reward: Rational.ZERO,
      edges: probabilities.map((chance, n) => ({
        ...edge(random, style, OUTCOMES[n], decisionOrEnd(random, style, turn, budget)),
        chance,
      })),
    };
  }
  return decisionOrEnd(random, style, turn, budget);
}

function decisionOrEnd(random: Random, style: Style, turn: number, budget: { left: number }): TreeNode {
  const ends = turn > style.turns || (turn > 1 && style.earlyEnds > 0 && random.oneIn(style.earlyEnds));
  return ends ? end(random, style, budget) : decision(random, style, turn, budget);
}

function decision(random: Random, style: Style, turn: number, budget: { left: number }): TreeNode {
  budget.left -= 1;
  const n = random.int(2, style.mostActions);
  const children = Array.from({ length: n }, () => grow(random, style, turn + 1, budget));
  if (style.duplicates) children[n - 1] = children[0];
  const probabilities = style.policy(n);
  return {
    kind: NodeKind.decision,
    reward: Rational.ZERO,
    edges: children.map((child, a) => ({
      ...edge(random, style, ACTIONS[a], child),
      policies: { old: probabilities[a] },
    })),
  };
}

function end(random: Random, style: Style, budget: { left: number }): TreeNode {
  if (style.noise === 0 || !random.oneIn(style.noise)) return leaf(style.reward());
  budget.left -= 2;
  return {
    kind: NodeKind.chance,
    reward: Rational.ZERO,
    edges: style.chance(2).map((chance, n) => ({
      label: OUTCOMES[n],
      reward: Rational.ZERO,
      chance,
      policies: {},
      child: leaf(style.reward()),
    })),
  };
}

function leaf(reward: Rational): TreeNode {
  return { kind: NodeKind.terminal, reward, edges: [] };
}

function edge(random: Random, style: Style, label: string, child: TreeNode): TreeEdge {
  const reward = style.edgeRewards && random.oneIn(3) ? style.reward() : Rational.ZERO;
  return { label, reward, chance: Rational.ZERO, policies: {}, child };
}

/** One game's rewards: a law, and a scale by which all of them are multiplied. */
function rewardLaw(random: Random): () => Rational {
  const scale = Rational.parse(random.pick(['1', '1', '1', '1/8', '1/2', '2', '8']));
  const draw = random.pick<() => Rational>([
    // Right or wrong.
    () => Rational.of(random.int(0, 1)),
    // Small numbers of both signs.
    () => Rational.of(random.int(-8, 8), 2),
    // Of one sign.
    () => Rational.of(random.int(0, 9)),
    // Over orders of magnitude.
    () => Rational.of(random.int(-9, 9)).mul(random.pick(MAGNITUDES)),
    // Mostly small, now and then large.
    () => (random.oneIn(4) ? Rational.of(random.pick([10, 20, 50, 100])) : Rational.of(random.int(-1, 1))),
    // Nearly equal.
    () => Rational.of(1000 + random.pick([0, 0, 1, -1, 10, random.int(-100, 100)]), 1000),
  ]);
  return () => draw().mul(scale);
}

const MAGNITUDES = ['1/100', '1/10', '1', '10', '100'].map((text) => Rational.parse(text));

/** One game's chances: even, small weights, or one outcome that is rare. */
function chanceLaw(random: Random): (n: number) => Rational[] {
  const rare = random.pick([4, 10, 20, 50, 100, 1000]);
  const style = random.int(0, 2);
  return (n) => {
    if (style === 0) return weights(new Array<number>(n).fill(1));
    if (style === 1) return weights(random.ints(n, 1, 5));
    const seldom = random.int(0, n - 1);
    return weights(Array.from({ length: n }, (_, a) => (a === seldom ? n - 1 : rare - 1)));
  };
}

/** One game's distributions: uniform, small weights, or one action that is nearly certain; or any of these at each node. */
function policyLaw(random: Random): (n: number) => Rational[] {
  const uniform = (n: number): Rational[] => weights(new Array<number>(n).fill(1));
  const spread = (n: number): Rational[] => weights(random.ints(n, 1, 6));
  const sharp = (n: number): Rational[] => {
    const likely = random.int(0, n - 1);
    const mass = random.pick([9, 19, 49, 99, 999]);
    const rest = random.ints(n, 1, 2);
    const total = rest.reduce((sum, w, a) => (a === likely ? sum : sum + w), 0);
    return weights(rest.map((w, a) => (a === likely ? mass * total : w)));
  };
  const laws = [uniform, spread, sharp];
  const law = random.pick([uniform, spread, spread, sharp, sharp, undefined]);
  return (n) => (law ?? random.pick(laws))(n);
}

/** Positive integer weights as probabilities. */
function weights(parts: readonly number[]): Rational[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => Rational.of(part, total));
}
