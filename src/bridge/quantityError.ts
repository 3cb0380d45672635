import { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';
import { boundsOf } from '../exact/real.js';

/** A number of the neural path beside what it should be. */
export interface Compared {
  /** Where it stands: "trajectory 3, turn 2". */
  readonly name: string;
  /** Undefined where the neural path has no such number. */
  readonly neural: number | undefined;
  /** Undefined where there should be none. */
  readonly exact: Real | undefined;
  /** What the error is measured by: |neural − exact|/scale. With scale 0 only equality will do. */
  readonly scale: Rational;
}

/** How far one quantity of the neural path is from the exact one. */
export interface QuantityError {
  readonly quantity: string;
  /** How many numbers were compared. */
  readonly compared: number;
  /** The largest |neural − exact|/scale, rounded; Infinity where a number is missing or not finite. */
  readonly error: number;
  /** What the float format allows. */
  readonly bound: number;
  /** Is every error within the bound? Decided exactly, and false if nothing was compared. */
  readonly holds: boolean;
  /** The number with the largest error. */
  readonly worst: { readonly name: string; readonly neural: number | undefined; readonly exact: number | undefined };
}

/** The errors of one quantity as one line of a table. */
export function quantityError(quantity: string, bound: number, all: readonly Compared[]): QuantityError {
  const limit = Rational.fromDouble(bound);
  let holds = all.length > 0;
  let error = 0;
  let worst: Compared | undefined;
  for (const one of all) {
    const relative = relativeError(one);
    if (relative === undefined || relative.gt(limit)) holds = false;
    const size = relative?.toDouble() ?? Infinity;
    if (worst === undefined || size > error) {
      worst = one;
      error = size;
    }
  }
  const { name = 'nothing was compared', neural, exact } = worst ?? {};
  return {
    quantity,
    compared: all.length,
    error,
    bound,
    holds,
    worst: { name, neural, exact: exact === undefined ? undefined : boundsOf(exact)[0].toDouble() },
  };
}

/** The largest error that the enclosure of the exact number leaves possible; undefined where it is infinite. */
function relativeError({ neural, exact, scale }: Compared): Rational | undefined {
  if (neural === undefined || exact === undefined || !Number.isFinite(neural)) return undefined;
  const own = Rational.fromDouble(neural);
  const [lo, hi] = boundsOf(exact);
  const difference = Rational.max(own.sub(lo).abs(), own.sub(hi).abs());
  if (difference.isZero()) return difference;
  return scale.isZero() ? undefined : difference.div(scale);
}
