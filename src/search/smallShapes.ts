import { fromTree, type TreeNode } from '../claims/generate/instanceTree.js';
import type { Instance } from '../claims/instance.js';
import { Rational } from '../exact/rational.js';
import { NodeKind } from '../game/game.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { INFORMATION } from './world.js';

/** A shape: a leaf, a decision between shapes, or a coin with this chance of its first outcome. */
type Shape = 'leaf' | { readonly choose: readonly Shape[] } | { readonly coin: string; readonly of: readonly Shape[] };

/** All games of a shape with these rewards at the leaves, and all policies with these distributions. */
interface SmallFamily {
  readonly shape: Shape;
  readonly rewards: readonly string[];
  readonly two: readonly (readonly [string, string])[];
  readonly three?: readonly (readonly [string, string, string])[];
}

const L: Shape = 'leaf';
const choose = (...of: Shape[]): Shape => ({ choose: of });
const coin = (chance: string, ...of: Shape[]): Shape => ({ coin: chance, of });

const EVEN = [['1/2', '1/2']] as const;
const LEANING = [
  ['1/2', '1/2'],
  ['1/10', '9/10'],
  ['9/10', '1/10'],
] as const;
const SHARP = [...LEANING, ['1/100', '99/100'], ['99/100', '1/100']] as const;
const TRIPLES = [
  ['1/3', '1/3', '1/3'],
  ['8/10', '1/10', '1/10'],
  ['1/10', '8/10', '1/10'],
  ['1/10', '1/10', '8/10'],
] as const;

/** One action has most, and what pays hides behind what costs: so may an action that is spelled after another's prefix. */
const HIDDEN = [
  ['5/6', '1/120', '19/120'],
  ['1/120', '5/6', '19/120'],
  ['19/120', '5/6', '1/120'],
] as const;

const ONE_TURN: readonly SmallFamily[] = [
  { shape: choose(L, L), rewards: ['0', '1'], two: SHARP },
  { shape: choose(L, L, L), rewards: ['0', '1', '3'], two: [], three: TRIPLES },
  { shape: choose(L, coin('1/2', L, L)), rewards: ['0', '1', '3'], two: LEANING },
  { shape: choose(L, coin('1/10', L, L)), rewards: ['0', '1', '20'], two: LEANING },
  { shape: choose(coin('1/2', L, L), coin('1/4', L, L)), rewards: ['0', '1'], two: LEANING },
  { shape: coin('1/2', choose(L, L), choose(L, L)), rewards: ['0', '1'], two: LEANING },
];

const TWO_TURNS: readonly SmallFamily[] = [
  { shape: choose(L, choose(L, L)), rewards: ['-3', '0', '1'], two: SHARP },
  { shape: choose(choose(L, L), choose(L, L)), rewards: ['0', '1'], two: LEANING },
  { shape: choose(L, choose(L, coin('1/2', L, L))), rewards: ['0', '1', '3'], two: EVEN },
  { shape: choose(L, coin('1/2', L, choose(L, L))), rewards: ['0', '1', '-2'], two: EVEN },
];

/** Where histories look alike, what they pay must differ in more ways to show it. */
const BLIND: readonly SmallFamily[] = [
  { shape: choose(choose(L, L), choose(L, L)), rewards: ['0', '1', '2'], two: LEANING },
];

/** The same with noise: many, and so near to a violation that a climb would start from nothing else. */
const BLIND_NOISE: readonly SmallFamily[] = [
  {
    shape: choose(choose(coin('1/4', L, L), L), choose(L, coin('1/4', L, L))),
    rewards: ['0', '1', '9'],
    two: EVEN,
  },
];

/** Small instances that are looked at last, after the climbs, so that none of these starts from them. */
export function* lateInstances({ information, turns }: GuaranteeRegime): Generator<Instance> {
  yield* instancesOf({ shape: choose(L, L, L), rewards: ['-3', '0', '1'], two: [], three: HIDDEN }, information);
  if (information === 'full' || turns === 'single') return;
  for (const family of BLIND_NOISE) yield* instancesOf(family, information);
}

/**
 * Every instance of some small shapes, early ends and coins among them, smallest shapes first: the first counterexample
 * met is thus a small one. Games of several turns include those of one.
 */
export function* smallInstances({ information, turns }: GuaranteeRegime): Generator<Instance> {
  const families =
    turns === 'single' ? ONE_TURN : [...ONE_TURN, ...TWO_TURNS, ...(information === 'full' ? [] : BLIND)];
  for (const family of families) yield* instancesOf(family, information);
}

function* instancesOf(
  { shape, rewards, two, three = [] }: SmallFamily,
  information: GuaranteeRegime['information'],
): Generator<Instance> {
  const exact = (texts: readonly string[]): Rational[] => texts.map((text) => Rational.parse(text));
  const distributions = new Map([
    [2, two.map(exact)],
    [3, three.map(exact)],
  ]);
  const head = { name: 'small game', discount: Rational.ONE, information: INFORMATION[information] };
  for (const paid of sequences(exact(rewards), leavesOf(shape))) {
    const bare = fromTree(tree(shape, paid.slice()), head, []).game;
    const options = bare.infoSets.map(([i]) => distributions.get(bare.firstEdge[i + 1] - bare.firstEdge[i]) ?? []);
    for (const chosen of choices(options)) {
      const probability = bare.chance.slice();
      bare.infoSets.forEach((nodes, set) => {
        for (const i of nodes) chosen[set].forEach((p, a) => (probability[bare.firstEdge[i] + a] = p));
      });
      const old = { game: bare, probability };
      yield { game: bare, policies: { old }, parameters: { tie: 'stay', seed: '1' } };
    }
  }
}

function leavesOf(shape: Shape): number {
  if (shape === 'leaf') return 1;
  return ('choose' in shape ? shape.choose : shape.of).reduce((sum, child) => sum + leavesOf(child), 0);
}

/** The shape as a tree; takes the rewards of its leaves from the front of the list. */
function tree(shape: Shape, rewards: Rational[]): TreeNode {
  if (shape === 'leaf') return { kind: NodeKind.terminal, reward: rewards.shift() ?? Rational.ZERO, edges: [] };
  const decides = 'choose' in shape;
  const children = decides ? shape.choose : shape.of;
  const first = decides ? Rational.ZERO : Rational.parse(shape.coin);
  const rest = Rational.ONE.sub(first).div(Rational.of(children.length - 1));
  return {
    kind: decides ? NodeKind.decision : NodeKind.chance,
    reward: Rational.ZERO,
    edges: children.map((child, n) => ({
      label: (decides ? ['a', 'b', 'c'] : ['x', 'y', 'z'])[n],
      reward: Rational.ZERO,
      chance: decides ? Rational.ZERO : n === 0 ? first : rest,
      policies: {},
      child: tree(child, rewards),
    })),
  };
}

/** All sequences of `length` items. */
function* sequences<T>(items: readonly T[], length: number): Generator<T[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const rest of sequences(items, length - 1)) for (const item of items) yield [...rest, item];
}

/** One item of each list, in all ways. */
function* choices<T>(lists: readonly (readonly T[])[]): Generator<T[]> {
  if (lists.length === 0) {
    yield [];
    return;
  }
  const [first, ...others] = lists;
  for (const rest of choices(others)) for (const item of first) yield [item, ...rest];
}
