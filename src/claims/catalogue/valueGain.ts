import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import type { Policy } from '../../policy/policy.js';

/**
 * γ^(t−1)·(V_new(h) − V_old(h)) per history h of turn t: the gain in units of the return from the start, in which
 * M and so every drift is measured. At other nodes 0.
 */
export function valueGain(before: Policy, after: Policy): Rational[] {
  const { game } = before;
  const old = value(before);
  return value(after).map((v, i) => {
    const t = game.turn[i];
    if (t === 0) return Rational.ZERO;
    const gain = v.sub(old[i]);
    return t === 1 || game.discount.equals(Rational.ONE) ? gain : gain.mul(game.discount.pow(t - 1));
  });
}
