import { decide } from '../../exact/certain.js';
import { type Real, RealArithmetic } from '../../exact/real.js';
import { HOLDS, HOLDS_STRICTLY, type Outcome } from '../outcome.js';

/** A number that is computed at a chosen precision: exactly, or as an enclosure. */
export type AtPrecision = (precision: number) => Real;

/** The same number, computed once for each precision. */
export function remembered(compute: AtPrecision): AtPrecision {
  const known = new Map<number, Real>();
  return (precision) => {
    let result = known.get(precision);
    if (result === undefined) known.set(precision, (result = compute(precision)));
    return result;
  };
}

/**
 * Checks left ≥ right on numbers that may be enclosures: precision doubles until the comparison is certain, and
 * the outcome is `undecided` when it never is.
 */
export function enclosedAtLeast(
  leftLabel: string,
  left: AtPrecision,
  rightLabel: string,
  right: AtPrecision,
  where?: () => string,
): Outcome {
  let sides: readonly [Real, Real, string] | undefined;
  const answer = decide((precision) => {
    const reals = new RealArithmetic(precision);
    const pair = [left(precision), right(precision)] as const;
    sides = [...pair, reals.sub(pair[1], pair[0]).toString()];
    return reals.compare(...pair);
  });
  if (answer === 'greater') return HOLDS_STRICTLY;
  if (answer === 'equal') return HOLDS;
  if (answer === 'undecided' || sides === undefined) {
    return { status: 'undecided', reason: `${leftLabel} and ${rightLabel} are too close to tell apart` };
  }
  const [leftValue, rightValue, gap] = sides;
  return {
    status: 'violated',
    expected: `${leftLabel} ≥ ${rightLabel}`,
    left: { label: leftLabel, value: leftValue.toString() },
    right: { label: rightLabel, value: rightValue.toString() },
    gap,
    ...(where === undefined ? {} : { where: where() }),
  };
}
