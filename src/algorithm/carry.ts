import { Interval } from '../exact/interval.js';
import { Rational } from '../exact/rational.js';
import { type Real, type RealArithmetic } from '../exact/real.js';
import type { Path } from '../evaluate/paths.js';

/**
 * How the factors c of all trajectories, where M = c·Â, change after a turn's update: from the factors before and the
 * trajectories' ratios ρ of that turn (1 where a trajectory has no such turn). All three lists are in the same order,
 * one entry per trajectory; c = 1 before the first update.
 */
export interface CarryRule {
  /** E.g. "exact"; shown in reports. */
  readonly name: string;
  next(factors: readonly Real[], ratios: readonly Real[], context: CarryContext): Real[];
}

/** What a carry rule may look at besides factors and ratios. */
export interface CarryContext {
  /** The trajectories, all paths of the game. */
  readonly trajectories: readonly Path[];
  /** Arithmetic that stays exact where its operands are. */
  readonly reals: RealArithmetic;
}

/** Eq. 8: c ← ρ·c. */
export const exactCarry: CarryRule = {
  name: 'exact',
  next: (factors, ratios, { reals }) => factors.map((factor, i) => reals.mul(ratios[i], factor)),
};

/** The released training code: c ← clip(clip(ρ)·c), both clips to [1 − ε, 1 + ε]. */
export function clippedCarry(epsilon: Rational): CarryRule {
  const low = Rational.ONE.sub(epsilon);
  const high = Rational.ONE.add(epsilon);
  return {
    name: `clipped:${epsilon}`,
    next: (factors, ratios, { reals }) =>
      factors.map((factor, i) => between(low, high, reals.mul(between(low, high, ratios[i]), factor))),
  };
}

/** max(low, min(high, x)), for an enclosure too: both are monotone, so they may be taken end by end. */
function between(low: Rational, high: Rational, x: Real): Real {
  const clipped = (y: Rational): Rational => Rational.max(low, Rational.min(high, y));
  if (x instanceof Rational) return clipped(x);
  const [lo, hi] = x.bounds().map(clipped);
  return lo.equals(hi) ? lo : Interval.between(lo, hi, x.precision);
}
