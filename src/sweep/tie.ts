import { shuffled } from './order.js';

/**
 * Which of several equally good distributions a step takes: of the maximisers the one nearest to π_k in Euclidean
 * distance (`stay`: what has no reason to move stays), or the one that fills actions up in an order: the first, the last,
 * a random one (by seed), or, to attack claims about "any argmax", the one of least E[M|h,a].
 */
export type Tie = 'stay' | 'first' | 'last' | 'adversarial' | { readonly seed: number };

/** The named rules, the one by which verdicts are judged first. */
export const TIES = ['stay', 'first', 'last', 'adversarial'] as const;

/** A tie rule at one information set, as `MirrorProblem` and `TieRule` have it. */
export interface TieAt {
  readonly tie: 'stay' | 'preference';
  /** The actions 0..n−1 in order of preference; in their own order where what can stays. */
  readonly preference: readonly number[];
}

/**
 * The rule at information set `set` of turn `t`; `order` compares two advantages, which only the adversarial rule
 * looks at.
 */
export function tieAt<N>(
  tie: Tie,
  advantage: readonly N[],
  t: number,
  set: number,
  order: (x: N, y: N) => number,
): TieAt {
  const actions = advantage.map((_, a) => a);
  if (tie === 'stay') return { tie, preference: actions };
  return { tie: 'preference', preference: inOrder(actions) };

  function inOrder(all: number[]): number[] {
    if (tie === 'last') return all.reverse();
    if (tie === 'adversarial') return all.sort((a, b) => order(advantage[a], advantage[b]));
    return typeof tie === 'object' ? shuffled(all, tie.seed + 7919 * t + 104729 * set) : all;
  }
}

/** Reads "stay", "first", "last", "adversarial" or "random:SEED". Throws RangeError otherwise. */
export function parseTie(text: string): Tie {
  const named = TIES.find((tie) => tie === text);
  if (named !== undefined) return named;
  const match = /^random:(\d+)$/.exec(text);
  if (match !== null) return { seed: Number(match[1]) };
  throw new RangeError(`unknown tie-breaking "${text}"; write ${TIES.join(', ')} or random:SEED`);
}

/** The inverse of `parseTie`. */
export function tieName(tie: Tie): string {
  return typeof tie === 'string' ? tie : `random:${tie.seed}`;
}
