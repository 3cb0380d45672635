import { isLess, type Num, ZERO } from '../../number.js';
import { Rejected, Uncovered } from '../../refusal.js';
import type { Evidence, Finding, Iteration } from '../../rule.js';
import { type End, otherEnd } from './between.js';
import { shown } from './finding.js';
import { iterationsOf } from './places.js';
import { twinOf } from './twins.js';

/** An end of the line, and the iteration there. */
export type Run = End & { readonly made: Iteration };

/** Both ends, each with its iteration, verified; of one update, of which nothing but the policy decides. */
export function bothEnds(evidence: Evidence): readonly [Run, Run] {
  const { game, old } = evidence;
  const [made] = iterationsOf(evidence, 1);
  const { update } = made;
  if (update.get('kind') !== 'computed' || ['around', 'share', 'safeguard'].some((word) => update.has(word)))
    throw new Uncovered('the continuity of such an update');
  const end = otherEnd(evidence);
  return [
    { game, old, made },
    { ...end, made: twinOf(evidence, end.game, end.old) },
  ];
}

/** The two have opposite signs, for certain. */
export function opposite(label: string, left: Num, right: Num): Finding {
  const rises = isLess(left, ZERO) && isLess(ZERO, right);
  if (!rises && !(isLess(ZERO, left) && isLess(right, ZERO))) throw new Rejected(`${label} has no opposite signs`);
  const ends = `${label} ≈ ${shown(left)} here and ${shown(right)} at the other end`;
  return { left, right, sentence: `${ends}, so that it is 0 somewhere between, where J(π_k) < J(better)` };
}
