import type { Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import type { PowerSums } from './deviation.js';
import { EstimateError } from './estimateError.js';
import type { Baseline } from './estimator.js';

/** A baseline that is made of the group's own returns, or none. (With `value` the returns are shifted before.) */
export type GroupBaseline = Exclude<Baseline, 'value'>;

/**
 * Â of a sample with return `own`, in a group of `size` whose returns have the power sums `group` (itself
 * included). Throws EstimateError for leave-one-out in a group of one.
 */
export function centred<N>(
  numbers: Arithmetic<N>,
  baseline: GroupBaseline,
  own: N,
  group: PowerSums<N>,
  size: number,
): N {
  switch (baseline) {
    case 'none':
      return own;
    case 'group-mean':
      return numbers.sub(own, numbers.div(group.first, count(numbers, size)));
    case 'leave-one-out':
      return numbers.sub(own, numbers.div(numbers.sub(group.first, own), count(numbers, othersOf(size))));
  }
}

/** The power sums of Â over the whole group. Throws as `centred`. */
export function centredSums<N>(
  numbers: Arithmetic<N>,
  baseline: GroupBaseline,
  group: PowerSums<N>,
  size: number,
): PowerSums<N> {
  if (baseline === 'none') return group;
  const { first, second } = group;
  const squares = numbers.sub(second, numbers.div(numbers.mul(first, first), count(numbers, size)));
  if (baseline === 'group-mean') return { first: numbers.zero, second: squares };
  // The difference to the others' mean is n/(n − 1) times that to the whole group's.
  const factor = numbers.of(Rational.of(size, othersOf(size)));
  return { first: numbers.zero, second: numbers.mul(squares, numbers.mul(factor, factor)) };
}

function count<N>(numbers: Arithmetic<N>, n: number): N {
  return numbers.of(Rational.of(n));
}

function othersOf(size: number): number {
  if (size === 1) {
    throw new EstimateError('leave-one-out needs another sample: take a group size of at least 2');
  }
  return size - 1;
}
