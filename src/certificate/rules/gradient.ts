import { div, type Fraction, isZero, mul, type Num, ONE, sub, sum } from '../number.js';
import { Rejected } from '../refusal.js';
import type { Step } from '../rule.js';
import { tilted } from './kl.js';
import { meansOf } from './samples.js';

/**
 * "gradient:α" and "gradient:α:L_1,L_2,…": one gradient step in softmax logits, θ_a ← θ_a + α·d·p_a·(X_a − Σ_b p_b·X_b)
 * with X_a = E[M|a]/L_a, d the reach of the set, L_a the length of action number a (beyond the list the last). Where all X
 * are the same nothing moves.
 */
export function gradient([size, ...lengths]: readonly Fraction[]): Step {
  if (size.sign() < 0 || lengths.some((length) => length.sign() <= 0)) throw new Rejected('gradient: a size below 0');
  return {
    result: (problem) => {
      const each = meansOf(problem).map((mean, a) => div(mean, lengths[Math.min(a, lengths.length - 1)] ?? ONE));
      if (each.every((x) => isZero(sub(x, each[0])))) return problem.p;
      const mean = sum(each.map((x, a) => mul(problem.p[a], x)));
      const rise = each.map((x, a): Num => mul(mul(size, problem.reach), mul(problem.p[a], sub(x, mean))));
      return tilted(problem.p, rise);
    },
  };
}
