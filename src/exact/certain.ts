/** Working precisions in significant digits. */
export interface PrecisionLimits {
  /** The first one; default 30. */
  readonly start?: number;
  /** The last one; default 480. */
  readonly cap?: number;
}

/**
 * Asks `compute` at a precision that doubles until its answer is certain, e.g.
 * `decide((precision) => left(precision).compare(right(precision)))`. After an 'uncertain' at the cap the answer
 * is 'undecided', never a guess: numbers that are equal but not computed exactly end here.
 */
export function decide<Answer extends string>(
  compute: (precision: number) => Answer,
  { start = 30, cap = 480 }: PrecisionLimits = {},
): Exclude<Answer, 'uncertain'> | 'undecided' {
  for (let precision = Math.min(start, cap); ; precision = Math.min(2 * precision, cap)) {
    const answer = compute(precision);
    if (isCertain(answer)) return answer;
    if (precision === cap) return 'undecided';
  }
}

function isCertain<Answer extends string>(answer: Answer): answer is Exclude<Answer, 'uncertain'> {
  return answer !== 'uncertain';
}
