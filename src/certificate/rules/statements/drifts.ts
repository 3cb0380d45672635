import { add, div, type Fraction, fractionOf, isZero, mul, type Num, ONE, sub, sum, ZERO } from '../../number.js';
import { Uncovered } from '../../refusal.js';
import type { Problem } from '../../rule.js';
import { meansOf, positive } from '../samples.js';
import { stepOf } from '../steps.js';
import { movedMass } from '../totalVariation.js';

type Drift = (size: Fraction, problem: Problem, q: readonly Num[]) => Num;

const half = (x: Num): Num => mul(x, fractionOf('1/2', 'a half'));
/** Σ_a (q_a − p_a)²/weight(p_a), over the actions with weight. */
export const squares = (p: readonly Num[], q: readonly Num[], weight: (mass: Num) => Num): Num =>
  sum(
    p.map((mass, a) => {
      const move = sub(q[a], mass);
      return isZero(weight(mass)) ? ZERO : div(mul(move, move), weight(mass));
    }),
  );

/** Σ_a p_a·E[max(0, (ρ − clip(ρ))·M)]: gains beyond 1 + ε, losses below 1 − ε. */
const clipResidual: Drift = (size, { p, samples }, q) =>
  sum(
    samples.flatMap((own, a) => {
      const above = positive(sub(q[a], mul(p[a], add(ONE, size))));
      const below = positive(sub(mul(p[a], sub(ONE, size)), q[a]));
      return isZero(p[a]) ? [] : own.map(({ gain, loss }) => add(mul(above, gain), mul(below, loss)));
    }),
  );

const DRIFTS: Readonly<Record<string, Drift>> = {
  clip: clipResidual,
  euclidean: (size, { p }, q) =>
    half(
      mul(
        size,
        squares(p, q, () => ONE),
      ),
    ),
  'chi-square': (size, { p }, q) =>
    half(
      mul(
        size,
        squares(p, q, (mass) => mass),
      ),
    ),
  'total-variation-penalty': (size, { p }, q) => mul(size, movedMass(p, q)),
  unrestricted: () => ZERO,
  supported: () => ZERO,
  'ratio-box': () => ZERO,
  'total-variation': () => ZERO,
};

/** D(q|p) of the step of that name, in units of M. */
export function driftOf(text: string, problem: Problem, q: readonly Num[]): Num {
  const [name, size = '0', ...more] = text.split(':');
  if (!Object.hasOwn(DRIFTS, name) || more.length > 0) throw new Uncovered(`the drift of ${text}`);
  stepOf(text); // rejects sizes that are none
  return DRIFTS[name](fractionOf(size, text), problem, q);
}

/** What the step maximises: Σ_a q_a·E[M|a] − D(q|p). */
export function objectiveOf(text: string, problem: Problem, q: readonly Num[]): Num {
  return sub(sum(meansOf(problem).map((mean, a) => mul(q[a], mean))), driftOf(text, problem, q));
}
