import { EstimateError } from './estimateError.js';
import type { Deviation, ReturnEstimator } from './estimator.js';

/** One sampled path, in doubles. */
export interface DoubleSample {
  readonly pathReturn: number;
  /** E[R | s0] of its context. */
  readonly mean: number;
  /** ⟨Σ_t ∇log π(a_t|h_t), ∇J⟩. */
  readonly slope: number;
}

/**
 * The estimate of every sample of one batch, group after group, in doubles, as an implementation would compute it.
 * Throws EstimateError for leave-one-out, or a deviation with n − 1, of one sample.
 */
export function estimatesInDoubles(
  { baseline, normalisation }: ReturnEstimator,
  batch: readonly (readonly DoubleSample[])[],
): number[] {
  const differences = batch.flatMap((group) => {
    const total = sum(group.map(({ pathReturn }) => pathReturn));
    if (baseline === 'leave-one-out' && group.length === 1) {
      throw new EstimateError('leave-one-out needs another sample: take a group size of at least 2');
    }
    const estimates = group.map(({ pathReturn, mean }) => {
      switch (baseline) {
        case 'none':
          return pathReturn;
        case 'value':
          return pathReturn - mean;
        case 'group-mean':
          return pathReturn - total / group.length;
        case 'leave-one-out':
          return pathReturn - (total - pathReturn) / (group.length - 1);
      }
    });
    if (normalisation.kind !== 'group-deviation') return estimates;
    const spread = spreadOf(
      group.map(({ pathReturn }) => pathReturn),
      normalisation.deviation,
    );
    return estimates.map((x) => quotient(x, spread, normalisation.deviation));
  });
  if (normalisation.kind !== 'batch-deviation') return differences;
  const { deviation } = normalisation;
  const mean = sum(differences) / differences.length;
  const spread = spreadOf(differences, deviation);
  return differences.map((x) => quotient(x - mean, spread, deviation));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, x) => total + x, 0);
}

/** The standard deviation; exactly 0 for equal numbers, also where their mean is rounded. */
function spreadOf(numbers: readonly number[], { divisor }: Deviation): number {
  if (divisor === 'n-1' && numbers.length === 1) {
    throw new EstimateError(
      'the standard deviation of a single sample with divisor n − 1 is not defined; take divisor "n" or larger groups',
    );
  }
  if (numbers.every((x) => x === numbers[0])) return 0;
  const mean = sum(numbers) / numbers.length;
  const squares = sum(numbers.map((x) => (x - mean) ** 2));
  return Math.sqrt(squares / (divisor === 'n' ? numbers.length : numbers.length - 1));
}

function quotient(x: number, spread: number, { stabiliser, whenZero }: Deviation): number {
  const divisor = spread + stabiliser.toDouble();
  if (divisor !== 0) return x / divisor;
  return whenZero === 'zero' ? 0 : x;
}
