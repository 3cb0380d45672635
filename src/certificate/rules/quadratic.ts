import { add, div, exactly, type Fraction, isZero, mul, type Num, ONE, sub, sum, ZERO } from '../number.js';
import { Rejected, Uncovered } from '../refusal.js';
import type { Step } from '../rule.js';
import { Enclosure } from './enclosure.js';
import { meansOf } from './samples.js';

/**
 * Drift (λ/2)·Σ_a (q_a − p_a)²/w_a, with w = 1 ("euclidean") or w = p ("chi-square"; q_a = 0 where p_a = 0). The
 * projection's conditions are those of the exchange: the derivative E[M|a] − λ(q_a − p_a)/w_a is one number where q_a > 0,
 * and no greater elsewhere.
 */
export function quadratic([lambda]: readonly Fraction[], name: string): Step {
  if (lambda.sign() <= 0) throw new Rejected(`${name}: λ is not positive`);
  return {
    slopes: (problem, q) =>
      meansOf(problem).map((mean, a) => {
        const p = problem.p[a];
        const weight = name === 'euclidean' ? ONE : p;
        if (isZero(weight)) return { least: ZERO, most: ZERO, left: ZERO, right: ZERO };
        const slope = sub(mean, div(mul(lambda, sub(q[a], p)), weight));
        return { least: ZERO, most: ONE, left: slope, right: slope };
      }),
    // The projection of x = p + E[M]/λ: max(0, x_a − τ), τ the greatest of (Σ_S x − 1)/|S| over all sets S of actions.
    result: (problem) => {
      const means = meansOf(problem);
      if (means.every((mean) => isZero(sub(mean, means[0])))) return problem.p;
      if (name !== 'euclidean' || means.length > 10) throw new Uncovered(`${name} on irrational estimates`);
      const x = means.map((mean, a) => Enclosure.of(add(problem.p[a], div(mean, lambda))));
      const levels = Array.from({ length: 2 ** x.length - 1 }, (_, n) => {
        const chosen = x.filter((__, a) => ((n + 1) >> a) % 2 === 1);
        const size = sum(chosen.map(() => ONE));
        return Enclosure.of(div(sub(sum(chosen), ONE), size));
      });
      const greatest = (ends: readonly Fraction[]): Fraction => ends.reduce((y, z) => (sub(z, y).sign() === 1 ? z : y));
      const tau = new Enclosure(greatest(levels.map(({ lo }) => lo)), greatest(levels.map(({ hi }) => hi)));
      return x.map((own): Num => {
        const { lo, hi } = Enclosure.of(sub(own, tau));
        const ends = [lo, hi].map((end) => (end.sign() < 0 ? exactly(ZERO) : end));
        return isZero(sub(ends[0], ends[1])) ? ends[0] : new Enclosure(ends[0], ends[1]);
      });
    },
  };
}
