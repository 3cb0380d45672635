import type { Rational } from '../../exact/rational.js';

/** p + s·(q − p): the point at the share s of the way from p to q. A distribution when both are and 0 ≤ s ≤ 1. */
export function towards(p: readonly Rational[], q: readonly Rational[], s: Rational): Rational[] {
  return p.map((mass, a) => mass.add(s.mul(q[a].sub(mass))));
}
