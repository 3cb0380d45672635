import type { Arithmetic } from '../exact/arithmetic.js';
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
  /** The same in any arithmetic, for rules that look at nothing else; one of your own may leave it out. */
  nextIn?<N>(numbers: Arithmetic<N>, factors: readonly N[], ratios: readonly N[]): N[];
}

/** What a carry rule may look at besides factors and ratios. */
export interface CarryContext {
  /** The trajectories, all paths of the game. */
  readonly trajectories: readonly Path[];
  /** Arithmetic that stays exact where its operands are. */
  readonly reals: RealArithmetic;
}

function ruleOf(name: string, nextIn: NonNullable<CarryRule['nextIn']>): CarryRule {
  return { name, nextIn, next: (factors, ratios, { reals }) => nextIn(reals, factors, ratios) };
}

/** Eq. 8: c ← ρ·c. */
export const exactCarry: CarryRule = ruleOf('exact', (numbers, factors, ratios) =>
  factors.map((factor, i) => numbers.mul(ratios[i], factor)),
);

/** The released training code: c ← clip(clip(ρ)·c), both clips to [1 − ε, 1 + ε]. */
export function clippedCarry(epsilon: Rational): CarryRule {
  return ruleOf(`clipped:${epsilon}`, (numbers, factors, ratios) => {
    const [low, high] = [Rational.ONE.sub(epsilon), Rational.ONE.add(epsilon)].map((end) => numbers.of(end));
    const clip = (x: (typeof factors)[number]): (typeof factors)[number] => numbers.max(low, numbers.min(high, x));
    return factors.map((factor, i) => clip(numbers.mul(clip(ratios[i]), factor)));
  });
}
