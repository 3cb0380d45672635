import { Rational } from '../exact/rational.js';

/** The rational of least denominator in the closed interval, by descent in the Stern–Brocot tree. Needs low ≤ high. */
export function simplestBetween(low: Rational, high: Rational): Rational {
  if (low.sign() <= 0 && high.sign() >= 0) return Rational.ZERO;
  if (high.sign() < 0) return simplestBetween(high.neg(), low.neg()).neg();
  const whole = Rational.of(low.numerator / low.denominator);
  if (low.equals(whole)) return whole;
  if (high.gt(whole) && high.sub(whole).ge(Rational.ONE)) return whole.add(Rational.ONE);
  return whole.add(simplestBetween(high.sub(whole).inverse(), low.sub(whole).inverse()).inverse());
}
