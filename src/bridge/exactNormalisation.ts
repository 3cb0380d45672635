import { overDeviation, powerSums, variance } from '../estimate/deviation.js';
import { RATIONALS } from '../exact/rationalArithmetic.js';
import { Rational } from '../exact/rational.js';
import { boundsOf, type Real } from '../exact/real.js';
import { RootSum } from '../exact/rootSum.js';
import type { Normalisation } from '../neural/algorithm/advantageRule.js';
import { limited, realOf, REALS, sizeOf } from './reals.js';

/** An advantage, and what the rounding of doubles on the way to it is measured by. */
export interface ExactAdvantage {
  readonly value: Real;
  /** The largest number that it is made from, divided by what it is divided by. */
  readonly scale: Rational;
}

type Scaling = Exclude<Normalisation, { kind: 'none' }>;

/**
 * 1/(σ + stabiliser) of `numbers`, exact with a square root in it; where σ ≤ threshold what `whenZero` says: 0, or 1.
 * σ of one number is 0, with either divisor.
 */
export function inverseDeviation(numbers: readonly Rational[], how: Scaling): RootSum {
  const { divisor, whenZero } = how;
  const [threshold, stabiliser] = [how.threshold, how.stabiliser].map((x) => Rational.fromDouble(x));
  const sums = powerSums(RATIONALS, numbers);
  const square =
    numbers.length === 1 ? Rational.ZERO : variance(RATIONALS, sums, numbers.length, { divisor, stabiliser, whenZero });
  if (square.le(threshold.mul(threshold))) return whenZero === 'zero' ? RootSum.ZERO : RootSum.of(Rational.ONE);
  const inverse = overDeviation<Real>(REALS, Rational.ONE, square, { divisor, stabiliser, whenZero });
  return inverse instanceof RootSum ? inverse : RootSum.of(boundsOf(inverse)[0]);
}

/** x times `inverse` (1 if absent), clamped if so stated. `size`: the largest number that x was made from. */
export function normalised(
  x: Rational,
  size: Rational,
  inverse: RootSum | undefined,
  how: Normalisation,
): ExactAdvantage {
  if (inverse === undefined || how.kind === 'none') return { value: x, scale: size };
  const value = realOf(inverse.scale(x));
  const clamp = how.clamp === undefined ? undefined : Rational.fromDouble(how.clamp);
  return {
    value: clamp === undefined ? value : limited(value, clamp.neg(), clamp),
    scale: size.mul(sizeOf(realOf(inverse))),
  };
}

/** (x − mean)·inverse over all `values`, as `batch-deviation` has it; as they are for any other normalisation. */
export function normalisedBatch<Key>(
  values: ReadonlyMap<Key, Rational>,
  size: Rational,
  how: Normalisation,
): Map<Key, ExactAdvantage> {
  const all = [...values.values()];
  const scaling = how.kind === 'batch-deviation';
  const mean = scaling ? Rational.sum(all).div(Rational.of(all.length)) : Rational.ZERO;
  const inverse = scaling ? inverseDeviation(all, how) : undefined;
  return new Map(Array.from(values, ([key, x]) => [key, normalised(x.sub(mean), size, inverse, how)]));
}
