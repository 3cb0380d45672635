import type { Rational } from '../exact/rational.js';

/** The claim's inequality or identity fails: both sides, exactly. */
export interface Violation {
  readonly status: 'violated';
  /** What should have held, e.g. "J(π_{k+1}) ≥ J(π_k)". */
  readonly expected: string;
  readonly left: Side;
  readonly right: Side;
  /** right − left for "left ≥ right", |left − right| for an identity: how much is missing. */
  readonly gap: string;
  /** The history, path or information set at which it fails, in words. */
  readonly where?: string;
}

/** A named quantity and its exact value (or its enclosure). */
export interface Side {
  readonly label: string;
  readonly value: string;
}

/**
 * What a check says of one instance.
 * - `holds`; `strict` when the interesting case occurred (the inequality was strict, something moved).
 * - `vacuous`: a hypothesis of the claim is false here, so the instance says nothing.
 * - `undecided`: enclosures could not decide at the highest precision.
 * - `violated`.
 */
export type Outcome =
  | { readonly status: 'holds'; readonly strict: boolean }
  | { readonly status: 'vacuous' }
  | { readonly status: 'undecided'; readonly reason: string }
  | Violation;

/** Holds, with equality or without anything happening. */
export const HOLDS: Outcome = { status: 'holds', strict: false };
/** Holds, and the interesting case occurred. */
export const HOLDS_STRICTLY: Outcome = { status: 'holds', strict: true };
/** A hypothesis is false on this instance. */
export const VACUOUS: Outcome = { status: 'vacuous' };

/** Checks left ≥ right. */
export function atLeast(
  leftLabel: string,
  left: Rational,
  rightLabel: string,
  right: Rational,
  where?: () => string,
): Outcome {
  const order = left.compare(right);
  if (order > 0) return HOLDS_STRICTLY;
  return order === 0 ? HOLDS : violation(`${leftLabel} ≥ ${rightLabel}`, leftLabel, left, rightLabel, right, where);
}

/** Checks left = right. */
export function equal(
  leftLabel: string,
  left: Rational,
  rightLabel: string,
  right: Rational,
  where?: () => string,
): Outcome {
  return left.equals(right)
    ? HOLDS_STRICTLY
    : violation(`${leftLabel} = ${rightLabel}`, leftLabel, left, rightLabel, right, where);
}

function violation(
  expected: string,
  leftLabel: string,
  left: Rational,
  rightLabel: string,
  right: Rational,
  where?: () => string,
): Violation {
  return {
    status: 'violated',
    expected,
    left: { label: leftLabel, value: left.toString() },
    right: { label: rightLabel, value: right.toString() },
    gap: right.sub(left).abs().toString(),
    ...(where === undefined ? {} : { where: where() }),
  };
}

/** The first outcome that is not `holds`; else `holds`, strict when one of them was. Lazy: stops at the first failure. */
export function all(outcomes: Iterable<Outcome>): Outcome {
  let strict = false;
  for (const outcome of outcomes) {
    if (outcome.status !== 'holds') return outcome;
    strict ||= outcome.strict;
  }
  return strict ? HOLDS_STRICTLY : HOLDS;
}
