import { ExactError } from '../exact/exactError.js';
import { Rational } from '../exact/rational.js';
import { GameError } from '../game/gameError.js';
import { NodeKind } from '../game/game.js';
import { PolicyError } from '../policy/policyError.js';
import { fromTree, toTree, type TreeNode } from '../claims/generate/instanceTree.js';
import type { Random } from '../claims/generate/random.js';
import type { Instance } from '../claims/instance.js';
import { mutated, nodeAt, placesOf, replaced } from './mutate.js';
import { simplestBetween } from './simplest.js';

/** Looks at an instance: how far it is from a violation, undefined where that cannot be said; and remembers violations. */
export type Look = (instance: Instance) => number | undefined;

/** An instance and its margin. */
export interface Candidate {
  readonly instance: Instance;
  readonly margin: number;
}

/** Games beyond this many nodes are not followed further: they only get slower. */
const MOST_NODES = 40;

/**
 * Follows the margin of a guarantee downwards from one instance: of `proposals` neighbours each one that is nearer to a
 * violation is gone on from. Ends when `look` finds a violation (`done`). Returns the nearest.
 */
export function climb(start: Candidate, proposals: number, random: Random, look: Look, done: () => boolean): Candidate {
  let best = start;
  if (!start.instance.game.isTree) return best;
  for (let n = 0; n < proposals && !done(); n++) {
    const next = rebuilt(best.instance, mutated(random, toTree(best.instance)));
    if (next === undefined || next.game.nodeCount > MOST_NODES) continue;
    const margin = look(next);
    if (margin !== undefined && margin < best.margin) best = { instance: next, margin };
  }
  return best;
}

/** The edited tree as an instance with the same head and parameters; undefined where the edit left no game or policy. */
export function rebuilt(instance: Instance, root: TreeNode): Instance | undefined {
  try {
    const { game, policies } = fromTree(root, instance.game, ['old']);
    return game.turns === 0 ? undefined : { game, policies, parameters: instance.parameters };
  } catch (error) {
    if (error instanceof GameError || error instanceof PolicyError || error instanceof ExactError) return undefined;
    throw error;
  }
}

/** Which way the iteration moves the first action of the only decision: −1, 0, 1; undefined where that is not certain. */
export type Direction = (instance: Instance) => -1 | 0 | 1 | undefined;

/** Halvings of an interval at its simplest number: enough for every fraction with a small denominator. */
const HALVINGS = 12;

/**
 * Looks for instances on which a decision between two actions does not move although the two differ: along a reward, a
 * chance or the policy, between two values at which it moves in opposite ways, at the simplest number in between, and so
 * on. A stall has no extent: no search that draws numbers finds one that is not simple.
 */
export function bisect(
  instance: Instance,
  random: Random,
  direction: Direction,
  look: Look,
  done: () => boolean,
): void {
  const { game } = instance;
  if (!game.isTree || game.infoSets.length !== 1 || game.infoSets[0].length !== 1) return;
  if (game.firstEdge[game.infoSets[0][0] + 1] - game.firstEdge[game.infoSets[0][0]] !== 2) return;
  const along = line(random, toTree(instance));
  if (along === undefined) return;
  const at = (x: Rational): { readonly x: Rational; readonly side: ReturnType<Direction> } => {
    const found = rebuilt(instance, along.at(x));
    if (found === undefined) return { x, side: undefined };
    look(found);
    return { x, side: done() ? undefined : direction(found) };
  };
  let [lo, hi] = along.ends.map(at);
  if (lo.side === undefined || hi.side === undefined || lo.side * hi.side >= 0) return;
  for (let n = 0; n < HALVINGS; n++) {
    const middle = at(simplestBetween(lo.x, hi.x));
    if (middle.side === undefined || middle.side === 0) return;
    if (middle.side === lo.side) lo = middle;
    else hi = middle;
  }
}

/** One number of the tree as a variable, and two ends between which it may lie. */
function line(
  random: Random,
  root: TreeNode,
): { readonly ends: readonly [Rational, Rational]; readonly at: (x: Rational) => TreeNode } | undefined {
  const place = random.pick(placesOf(root));
  const node = nodeAt(root, place);
  const half = Rational.of(1, 1000);
  if (node.kind === NodeKind.terminal) {
    const size = node.reward.isZero() ? Rational.ONE : node.reward.abs();
    const ends = [node.reward.sub(size.mul(Rational.of(8))), node.reward.add(size.mul(Rational.of(8)))] as const;
    return { ends, at: (x) => replaced(root, place, (leaf) => ({ ...leaf, reward: x })) };
  }
  if (node.edges.length !== 2) return undefined;
  const of = node.kind === NodeKind.chance ? 'chance' : 'policy';
  return {
    ends: [half, Rational.ONE.sub(half)],
    at: (x) =>
      replaced(root, place, (inner) => ({
        ...inner,
        edges: inner.edges.map((edge, a) => {
          const p = a === 0 ? x : Rational.ONE.sub(x);
          return of === 'chance' ? { ...edge, chance: p } : { ...edge, policies: { old: p } };
        }),
      })),
  };
}
