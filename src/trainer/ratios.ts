/**
 * What a ratio is taken over: a token, π(a_j)/π_old(a_j); the whole response, their product (Eqs. 6 and 8); or the
 * product's geometric mean per token (GSPO).
 */
export type RatioLevel = 'token' | 'sequence' | 'geometric';

/** Log-ratios are clamped to ± this before exp in verl and in the released code. */
export const LARGEST_LOG_RATIO = 20;

/** x held within [low, high]. */
export function clip(x: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, x));
}

/** exp(x) with x clamped to ±`cap`. */
export function ratioOf(log: number, cap: number = LARGEST_LOG_RATIO): number {
  return Math.exp(clip(log, -cap, cap));
}

/**
 * log of a response's ratio: Σ_j m_j(l_j − l_old,j), with 'geometric' divided by max(1, Σ m). The three arrays have one
 * entry per token. With `cap` every token's difference is clamped to ±cap first (VESPO).
 */
export function sequenceLogRatio(
  now: ArrayLike<number>,
  old: ArrayLike<number>,
  mask: ArrayLike<number>,
  level: 'sequence' | 'geometric',
  cap: number = Infinity,
): number {
  let [sum, count] = [0, 0];
  for (let j = 0; j < mask.length; j++) {
    if (mask[j] === 0) continue;
    sum += mask[j] * clip(now[j] - old[j], -cap, cap);
    count += mask[j];
  }
  return level === 'sequence' ? sum : sum / Math.max(1, count);
}
