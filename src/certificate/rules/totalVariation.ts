import { add, type Fraction, fractionOf, isLess, mul, type Num, ONE, sub, sum, ZERO } from '../number.js';
import { Rejected } from '../refusal.js';
import type { Step } from '../rule.js';
import { meansOf, positive } from './samples.js';

/** How much mass was moved from p to q: ½·Σ_a |q_a − p_a| = Σ_a max(0, q_a − p_a). */
export const movedMass = (p: readonly Num[], q: readonly Num[]): Num => sum(q.map((x, a) => positive(sub(x, p[a]))));

/**
 * Σ_a q_a·E[M|a] where at most δ of mass is moved. Moving from b to a moves more unless q_a < p_a or q_b > p_b; so once δ
 * is moved, only such moves are left. Moves of several actions are made of those.
 */
export function totalVariation([delta]: readonly Fraction[]): Step {
  return {
    slopes: (problem) => meansOf(problem).map((mean) => ({ least: ZERO, most: ONE, left: mean, right: mean })),
    mayMove: ({ p }, q) => {
      const moved = movedMass(p, q);
      if (isLess(delta, moved)) throw new Rejected(`total variation: ${String(moved)} of mass is moved`);
      const full = !isLess(moved, delta);
      return (from, to) => !full || isLess(q[to], p[to]) || isLess(p[from], q[from]);
    },
  };
}

/** Σ_a q_a·E[M|a] − λ·½·Σ_a |q_a − p_a|: a penalty with a slope at p (claim C5). */
export function penalty([lambda]: readonly Fraction[]): Step {
  const half = mul(lambda, fractionOf('1/2', 'a half'));
  return {
    slopes: (problem, q) =>
      meansOf(problem).map((mean, a) => {
        const [more, less] = [sub(mean, half), add(mean, half)];
        const [above, below] = [isLess(problem.p[a], q[a]), isLess(q[a], problem.p[a])];
        return { least: ZERO, most: ONE, left: above ? more : less, right: below ? less : more };
      }),
  };
}
