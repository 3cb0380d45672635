import { isLess, type Num } from './number.js';
import { Rejected, Uncovered } from './refusal.js';
import type { Problem, Slope, Step } from './rule.js';
import { holds } from './rules.js';

/** Rejects q unless the step makes it: no move of mass from b to a pays (right slope ≤ left slope), or q holds its result. */
export function verifyStep(step: Step, problem: Problem, q: readonly Num[], where: string): void {
  if (step.slopes === undefined || q.some(({ rank }) => rank > 0)) {
    const own = step.result?.(problem);
    if (own === undefined) throw new Uncovered(`${where}: no rule encloses what this step makes`);
    if (!own.every((x, a) => holds(q[a], x))) throw new Rejected(`${where}: not what the step makes`);
    return;
  }
  const slopes = verifyBounds(step, problem, q, where);
  const mayMove = step.mayMove?.(problem, q) ?? ((): boolean => true);
  slopes.forEach((giver, b) =>
    slopes.forEach((taker, a) => {
      const can = a !== b && isLess(giver.least, q[b]) && isLess(q[a], taker.most) && mayMove(b, a);
      if (can && isLess(giver.left, taker.right)) throw new Rejected(`${where}: no argmax, mass can still be moved`);
    }),
  );
}

/** The slopes of the step at q. Rejects q outside its bounds. */
export function verifyBounds(step: Step, problem: Problem, q: readonly Num[], where: string): readonly Slope[] {
  const slopes = step.slopes?.(problem, q) ?? [];
  const outside = slopes.some(({ least, most }, a) => isLess(q[a], least) || isLess(most, q[a]));
  if (slopes.length < q.length || outside) throw new Rejected(`${where}: outside the neighbourhood of the step`);
  return slopes;
}
