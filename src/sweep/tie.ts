import type { Rational } from '../exact/rational.js';
import { shuffled } from './order.js';

/**
 * Which of several equally good actions a step prefers: the first, the last, a random one (by seed), or,
 * to attack claims about "any argmax", the one of least E[M|h,a].
 */
export type Tie = 'first' | 'last' | 'adversarial' | { readonly seed: number };

/** The actions 0..n−1 in order of preference at information set `set` of turn `t`. */
export function preference(tie: Tie, advantage: readonly Rational[], t: number, set: number): number[] {
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
