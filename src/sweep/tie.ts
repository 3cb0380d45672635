import { shuffled } from './order.js';

/**
 * Which of several equally good actions a step prefers: the first, the last, a random one (by seed), or,
 * to attack claims about "any argmax", the one of least E[M|h,a].
 */
export type Tie = 'first' | 'last' | 'adversarial' | { readonly seed: number };

/** Numbers of a kind that can be told apart with certainty. */
export interface Comparable<Self> {
  /** Negative, 0 or positive as this <, =, > other. */
  compare(other: Self): number;
}

/** The actions 0..n−1 in order of preference at information set `set` of turn `t`. */
export function preference<S extends Comparable<S>>(
  tie: Tie,
  advantage: readonly S[],
  t: number,
  set: number,
): number[] {
  const actions = advantage.map((_, a) => a);
  if (tie === 'first') return actions;
  if (tie === 'last') return actions.reverse();
  if (tie === 'adversarial') return actions.sort((a, b) => advantage[a].compare(advantage[b]));
  return shuffled(actions, tie.seed + 7919 * t + 104729 * set);
}

/** Reads "first", "last", "adversarial" or "random:SEED". Throws RangeError otherwise. */
export function parseTie(text: string): Tie {
  if (text === 'first' || text === 'last' || text === 'adversarial') return text;
  const match = /^random:(\d+)$/.exec(text);
  if (match !== null) return { seed: Number(match[1]) };
  throw new RangeError(`unknown tie-breaking "${text}"; write first, last, adversarial or random:SEED`);
}

/** The inverse of `parseTie`. */
export function tieName(tie: Tie): string {
  return typeof tie === 'string' ? tie : `random:${tie.seed}`;
}
