import type { Arithmetic } from '../exact/arithmetic.js';
import { ExactError } from '../exact/exactError.js';
import { Interval } from '../exact/interval.js';
import { Rational } from '../exact/rational.js';
import { isExactly, type Real, RealArithmetic } from '../exact/real.js';

/**
 * KL(q‖p) = Σ_a q_a·ln(q_a/p_a) with 0·ln 0 = 0. Exactly 0 when q equals p, otherwise an enclosure.
 * Throws ExactError where it is infinite: q_a > 0 = p_a.
 */
export function kl(q: readonly Real[], p: readonly Real[], precision: number): Real {
  const reals = new RealArithmetic(precision);
  return reals.sum(q.map((mass, a) => term(reals, mass, p[a])));
}

/** λ·KL(q‖p), the drift of which `klStep` is the mirror step; in units of M. Throws as `kl`. */
export function klDrift(lambda: Rational, q: readonly Real[], p: readonly Real[], precision: number): Real {
  return new RealArithmetic(precision).mul(lambda, kl(q, p, precision));
}

/**
 * The mirror step of the KL drift, argmax over q of Σ_a q_a·E[M|h,a] − λ·KL(q‖p):
 * q_a = p_a·exp(E[M|a]/λ) / Σ_b p_b·exp(E[M|b]/λ). Actions with p_a = 0 stay at 0.
 * `old` is returned as it is when the supported actions' `advantage` are known to be equal, so that an exact
 * distribution stays exact. The greatest advantage is subtracted first, exactly, so that no exponent exceeds
 * 0 (up to the width of the enclosures). Throws RangeError unless λ > 0.
 */
export function klStep(lambda: Rational, old: readonly Real[], advantage: readonly Real[], precision: number): Real[] {
  return klStepIn(new RealArithmetic(precision), lambda, old, advantage);
}

/** `klStep` in any arithmetic. */
export function klStepIn<N>(numbers: Arithmetic<N>, lambda: Rational, old: readonly N[], advantage: readonly N[]): N[] {
  if (lambda.sign() <= 0) throw new RangeError(`the drift weight λ must be positive, not ${lambda}`);
  const support = old.map((_, a) => a).filter((a) => !numbers.isZero(old[a]));
  // Any reference gives the same q; this one keeps the exponentials small.
  const best = support.reduce(
    (b, a) => (numbers.compare(advantage[a], advantage[b]) === 'greater' ? a : b),
    support[0],
  );
  if (support.every((a) => numbers.compare(advantage[a], advantage[best]) === 'equal')) return old.slice();

  const weightOf = numbers.of(lambda);
  const weight = old.map((p, a): N => {
    if (numbers.isZero(p)) return numbers.zero;
    const exponent = numbers.div(numbers.sub(advantage[a], advantage[best]), weightOf);
    return numbers.mul(p, numbers.exp(exponent));
  });
  return weight.map((w, a) =>
    numbers.isZero(w) ? w : numbers.share(w, numbers.sum(weight.filter((_, b) => b !== a))),
  );
}

/** q·ln(q/p), continued by 0 at q = 0. */
function term(reals: RealArithmetic, q: Real, p: Real): Real {
  if (isExactly(q, Rational.ZERO) || q === p) return Rational.ZERO;
  if (isExactly(p, Rational.ZERO))
    throw new ExactError('KL(q‖p) is infinite: q gives mass to an action that p never takes');
  if (q instanceof Interval && q.lo.lte(0)) return nearZero(reals, q, p);
  return reals.mul(q, reals.ln(reals.div(q, p)));
}

/** The same for an enclosure that reaches 0: q·ln(q/p) ≥ q − p ≥ −p, and at most its value at the upper end or 0. */
function nearZero(reals: RealArithmetic, q: Interval, p: Real): Interval {
  const precision = reals.precision;
  const [pLow, pHigh] = reals.enclose(p).bounds();
  const top = Rational.max(Rational.ZERO, q.bounds()[1]);
  if (top.isZero()) return Interval.of(Rational.ZERO, precision);
  const atTop = Interval.of(top, precision).mul(Interval.of(top.div(pLow), precision).ln());
  const upper = Rational.max(Rational.ZERO, atTop.bounds()[1]);
  return Interval.between(pHigh.neg(), upper, precision);
}
