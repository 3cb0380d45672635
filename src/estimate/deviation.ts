import { Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { EstimateError } from './estimateError.js';
import type { Deviation } from './estimator.js';
import type { PowerSums } from './powerSums.js';

/** Σ(x − mean)²/n or /(n − 1) of `count` numbers with these power sums. Throws EstimateError for n − 1 = 0. */
export function variance({ first, second }: PowerSums, count: number, { divisor }: Deviation): Rational {
  if (divisor === 'n-1' && count === 1) {
    throw new EstimateError(
      'the standard deviation of a single sample with divisor n − 1 is not defined; take divisor "n" or larger groups',
    );
  }
  const squares = second.sub(first.mul(first).div(Rational.of(count)));
  return squares.div(Rational.of(divisor === 'n' ? count : count - 1));
}

/**
 * x/(√variance + δ), exactly: x·(√v − δ)/(v − δ²), or x/(2δ) where √v = δ; and where √v + δ = 0 what the
 * deviation says. Throws EstimateError for a negative stabiliser.
 */
export function overDeviation(x: Rational, variance: Rational, { stabiliser, whenZero }: Deviation): RootSum {
  if (stabiliser.sign() < 0) throw new EstimateError(`the stabiliser of a deviation is at least 0, not ${stabiliser}`);
  if (variance.isZero()) {
    if (!stabiliser.isZero()) return RootSum.of(x.div(stabiliser));
    return whenZero === 'zero' ? RootSum.ZERO : RootSum.of(x);
  }
  const rest = variance.sub(stabiliser.mul(stabiliser));
  if (rest.isZero()) return RootSum.of(x.div(stabiliser.add(stabiliser)));
  const factor = x.div(rest);
  return RootSum.root(variance, factor).sub(RootSum.of(factor.mul(stabiliser)));
}
