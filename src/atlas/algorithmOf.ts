import type { Algorithm } from '../algorithm/algorithm.js';
import { examinedOf as examinedAlgorithm } from '../guarantees/examinedOf.js';
import type { Examined, GuaranteeRegime } from '../guarantees/guarantee.js';
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

/** The row's algorithm, ready to be examined. */
export function examinedOf(row: Row): Examined {
  return examinedAlgorithm(algorithmOf(row));
}

/** Seeds of random orders: two permutations are all that two turns have. */
const ORDER_SEEDS = [1, 2];

/** Where a row's algorithm is examined. */
export function regimeOf({ information, turns, order }: Row): GuaranteeRegime {
  return { information, turns, ...(order === 'random' ? { seeds: ORDER_SEEDS } : {}) };
}
