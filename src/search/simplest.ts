import { Rational } from '../exact/rational.js';

/**
 * The rational of least denominator strictly between lo < hi (of several the one nearest to 0): where a root lies at a
 * simple fraction, halving an interval at such numbers finds it exactly.
 */
export function simplestBetween(lo: Rational, hi: Rational): Rational {
  if (lo.sign() < 0 && hi.sign() > 0) return Rational.ZERO;
  if (hi.sign() <= 0) return simplestBetween(hi.neg(), lo.neg()).neg();
  const whole = Rational.of(lo.numerator / lo.denominator);
  const next = whole.add(Rational.ONE);
  if (next.lt(hi)) return next;
  // Both lie in [whole, whole + 1]: look at the inverses of what is left.
  const [a, b] = [lo.sub(whole), hi.sub(whole)];
  if (a.isZero()) return whole.add(Rational.of(1n, b.denominator / b.numerator + 1n));
  return whole.add(simplestBetween(b.inverse(), a.inverse()).inverse());
}
