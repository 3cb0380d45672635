import { clip } from './ratios.js';

/** Estimators of KL(π‖π_ref) from one sampled token (Schulman, 2020), x = log π_ref − log π. */
export type KlEstimator =
  /** −x. */
  | 'k1'
  /** |x|. */
  | 'abs'
  /** x²/2. */
  | 'k2'
  /** e^x − x − 1. */
  | 'k3'
  /** k3 with x clamped to ±20 and the result to ±10 (verl, the released code). */
  | 'k3-clamped';

/** The estimate at one token. */
export function klEstimate(kind: KlEstimator, logProb: number, refLogProb: number): number {
  const x = refLogProb - logProb;
  switch (kind) {
    case 'k1':
      return -x;
    case 'abs':
      return Math.abs(x);
    case 'k2':
      return 0.5 * x * x;
    case 'k3':
      return beyondLine(x);
    case 'k3-clamped':
      return Math.min(beyondLine(clip(x, -20, 20)), 10);
  }
}

/** Its derivative by log π; 0 where a clamp is in force. */
export function klSlope(kind: KlEstimator, logProb: number, refLogProb: number): number {
  const x = refLogProb - logProb;
  switch (kind) {
    case 'k1':
      return 1;
    case 'abs':
      return -Math.sign(x);
    case 'k2':
      return -x;
    case 'k3':
      return -Math.expm1(x);
    case 'k3-clamped':
      return Math.abs(x) < 20 && beyondLine(x) < 10 ? -Math.expm1(x) : 0;
  }
}

/** e^x − 1 − x without cancellation near 0. */
function beyondLine(x: number): number {
  if (Math.abs(x) > 1e-3) return Math.expm1(x) - x;
  return (x * x * (1 + (x / 3) * (1 + (x / 4) * (1 + x / 5)))) / 2;
}
