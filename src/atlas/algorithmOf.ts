import type { Algorithm } from '../algorithm/algorithm.js';
import { iterate } from '../algorithm/iterate.js';
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

/** One iteration of the row's algorithm. */
export function stepOf(row: Row): Step {
  const algorithm = algorithmOf(row);
  return (policy, options) => iterate(algorithm, policy, options);
}
