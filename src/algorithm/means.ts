import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import { RootSum } from '../exact/rootSum.js';
import type { UpdateProblem } from './updateProblem.js';

/** E[M | set, a] per action, exactly. Needs rational weights and factors. */
export function meanAdvantage({ samples }: UpdateProblem): RootSum[] {
  return samples.map((ofAction) =>
    RootSum.sum(
      ofAction.map(({ weight, factor, estimate }) =>
        estimate.gain.sub(estimate.loss).scale(rational(weight).mul(rational(factor))),
      ),
    ),
  );
}

/** The same as reals: exact where everything is rational, else enclosed at `precision`. */
export function enclosedAdvantage({ samples }: UpdateProblem, precision: number): Real[] {
  const reals = new RealArithmetic(precision);
  return samples.map((ofAction) =>
    reals.sum(
      ofAction.map(({ weight, factor, estimate }) => {
        const mean = estimate.gain.sub(estimate.loss);
        return reals.mul(reals.mul(weight, factor), mean.asRational() ?? mean.enclose(precision));
      }),
    ),
  );
}

/** A number that is rational because everything before it was. Throws TypeError otherwise: a defect of the caller. */
export function rational(x: Real): Rational {
  if (x instanceof Rational) return x;
  throw new TypeError('an enclosure where only exact numbers can come');
}
