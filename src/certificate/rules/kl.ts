import { div, type Fraction, isZero, mul, type Num, sub, sum, ZERO } from '../number.js';
import { Rejected } from '../refusal.js';
import type { Step } from '../rule.js';
import { Enclosure } from './enclosure.js';
import { exp } from './exponential.js';
import { meansOf } from './samples.js';

/** "kl:λ": the argmax of E[ρM] − λ·KL(q‖p), which is q ∝ p·exp(E[M|a]/λ). */
export function kl([lambda]: readonly Fraction[]): Step {
  if (lambda.sign() <= 0) throw new Rejected('kl: λ is not positive');
  return {
    result: (problem) =>
      tilted(
        problem.p,
        meansOf(problem).map((mean) => div(mean, lambda)),
      ),
  };
}

/** q ∝ p·e^rise, as enclosures; p itself where the rises of all actions with mass are the same. */
export function tilted(p: readonly Num[], rise: readonly Num[]): readonly Num[] {
  const taken = p.flatMap((mass, a) => (isZero(mass) ? [] : [a]));
  if (taken.every((a) => isZero(sub(rise[a], rise[taken[0]])))) return p;
  // Any reference gives the same q; the one with the greatest end keeps the exponentials small.
  const top = taken.reduce((b, a) => (sub(Enclosure.of(rise[b]).hi, Enclosure.of(rise[a]).hi).sign() === -1 ? a : b));
  const weight = p.map((mass, a): Num => (isZero(mass) ? ZERO : mul(mass, exp(sub(rise[a], rise[top])))));
  // w/(w + rest) = 1/(1 + rest/w), in which each enclosure stands once.
  return weight.map((w, a) => {
    if (isZero(w)) return ZERO;
    const { lo, hi } = Enclosure.of(w);
    const rest = Enclosure.of(sum(weight.filter((_, b) => b !== a)));
    const share = (x: Fraction, y: Fraction): Fraction => x.times(x.plus(y).inverse());
    return new Enclosure(share(lo, rest.hi), share(hi, rest.lo));
  });
}
