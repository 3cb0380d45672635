import type { Guarantee } from './guarantee.js';
import { MONOTONE, MONOTONE_EVERYWHERE } from './improvement.js';
import { EARLY_ENDS, EQUAL_REWARDS, RELABELLING } from './invariance.js';
import { ALL_TURNS, FIXED_POINT, ONE_SWEEP, RESTS } from './optimality.js';

/** Every guarantee, the ones of the paper's theorems first. */
export const GUARANTEES: readonly Guarantee[] = [
  MONOTONE,
  MONOTONE_EVERYWHERE,
  FIXED_POINT,
  RESTS,
  ONE_SWEEP,
  ALL_TURNS,
  EARLY_ENDS,
  RELABELLING,
  EQUAL_REWARDS,
];

/** The guarantee with this id. Throws RangeError when there is none. */
export function guaranteeById(id: string): Guarantee {
  const found = GUARANTEES.find((guarantee) => guarantee.id === id);
  if (id === 'limit') {
    throw new RangeError(
      '"limit" is now two: "rests" says whether the iteration can come to rest below the optimum, and "seeupo atlas" measures where it gets ("gets there"); write "rests", and record baselines anew',
    );
  }
  if (found === undefined) {
    throw new RangeError(`there is no guarantee "${id}"; there are ${GUARANTEES.map((g) => g.id).join(', ')}`);
  }
  return found;
}
