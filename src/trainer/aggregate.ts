import { type Rows, total } from './rows.js';

/**
 * How the losses of tokens become one number: L = Σ_i w_i Σ_j m_ij ℓ_ij. Every aggregation in use has one weight per
 * row, of which this is the description: w_i = (1/n_i or 1)/divisor/times, n_i = Σ_j m_ij.
 */
export interface Aggregation {
  /** Mean over the row's tokens (1/max(1, n_i), or 1/(n_i + epsilon) with an epsilon), or their sum. */
  readonly row: 'mean' | 'sum';
  /** Divide by the number of rows, of rows with a token, of tokens in the batch, or by a number. */
  readonly divisor: 'rows' | 'filled-rows' | 'tokens' | number;
  /** Divide by this too: the constant length of Dr. GRPO, the steps of an accumulation. 1 if absent. */
  readonly times?: number | undefined;
  /** Added to a count that is divided by: verl and the released code have 1e-8. */
  readonly epsilon?: number | undefined;
}

/** w_i of every row of a mask (0 or 1 per token). A count of 0 is taken as 1. */
export function aggregationWeights(mask: Rows, { row, divisor, times = 1, epsilon = 0 }: Aggregation): number[] {
  const counts = mask.map(total);
  const over = (count: number): number => (epsilon === 0 ? Math.max(1, count) : count + epsilon);
  const all =
    typeof divisor === 'number'
      ? divisor
      : divisor === 'rows'
        ? over(counts.length)
        : divisor === 'tokens'
          ? over(total(counts))
          : over(counts.filter((count) => count > 0).length);
  return counts.map((count) => 1 / (row === 'mean' ? over(count) : 1) / all / times);
}
