import type { Algorithm } from '../algorithm/algorithm.js';
import { iterate } from '../algorithm/iterate.js';
import { Interval } from '../exact/interval.js';
import { Rational } from '../exact/rational.js';
import type { Step } from '../guarantees/guarantee.js';
import { advantageOf } from './advantages.js';
import { type Row, rowId } from './row.js';
import { updateOf } from './updates.js';

/** The algorithm that a row stands for. What policies see is not its own: that is a matter of the games. */
export function algorithmOf(row: Row): Algorithm {
  return {
    name: rowId(row),
    estimator: advantageOf(row.advantage).estimator,
    surrogate: updateOf(row.update).surrogate,
    order: row.order,
  };
}

/** Longer numbers are enclosed: some updates double the digits with every iteration, and twenty take for ever. */
const LONGEST = 10n ** 200n;

/**
 * One iteration of the row's algorithm. Where a probability's denominator has more than 200 digits all are enclosed, so
 * that a check of many iterations sees that it cannot tell any more; a single iteration from a generated instance stays
 * far below.
 */
export function stepOf(row: Row): Step {
  const algorithm = algorithmOf(row);
  return (policy, options) => {
    const { game, probability } = iterate(algorithm, policy, options);
    const isLong = probability.some((p) => p instanceof Rational && p.denominator > LONGEST);
    if (!isLong) return { game, probability };
    const enclosed = probability.map((p) => (p instanceof Rational ? Interval.of(p, options.precision) : p));
    return { game, probability: enclosed };
  };
}
