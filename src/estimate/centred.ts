import { Rational } from '../exact/rational.js';
import { EstimateError } from './estimateError.js';
import type { Baseline } from './estimator.js';
import { type PowerSums } from './powerSums.js';

/**
 * Â of a sample with return `own`, in a group of `size` whose returns have the power sums `group` (itself
 * included), in a context with V_π(s0) = `value`. Throws EstimateError for leave-one-out in a group of one.
 */
export function centred(baseline: Baseline, own: Rational, group: PowerSums, size: number, value: Rational): Rational {
  switch (baseline) {
    case 'none':
      return own;
    case 'value':
      return own.sub(value);
    case 'group-mean':
      return own.sub(group.first.div(Rational.of(size)));
    case 'leave-one-out':
      return own.sub(group.first.sub(own).div(othersOf(size)));
  }
}

/** The power sums of Â over the whole group. Throws as `centred`. */
export function centredSums(baseline: Baseline, group: PowerSums, size: number, value: Rational): PowerSums {
  const n = Rational.of(size);
  switch (baseline) {
    case 'none':
      return group;
    case 'value': {
      const first = group.first.sub(n.mul(value));
      // Σ(r − V)² = Σr² − 2VΣr + nV² = Σr² − V·(Σr + Σ(r − V))
      return { first, second: group.second.sub(value.mul(group.first.add(first))) };
    }
    case 'group-mean':
      return { first: Rational.ZERO, second: squaresAboutMean(group, n) };
    case 'leave-one-out': {
      // The difference to the others' mean is n/(n − 1) times that to the whole group's.
      const factor = n.div(othersOf(size));
      return { first: Rational.ZERO, second: squaresAboutMean(group, n).mul(factor.mul(factor)) };
    }
  }
}

function squaresAboutMean({ first, second }: PowerSums, n: Rational): Rational {
  return second.sub(first.mul(first).div(n));
}

function othersOf(size: number): Rational {
  if (size === 1) {
    throw new EstimateError('leave-one-out needs another sample: take a group size of at least 2');
  }
  return Rational.of(size - 1);
}
