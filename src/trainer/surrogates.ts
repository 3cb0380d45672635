import { clip } from './ratios.js';

/** The loss of one token (or of one response) as a function of its ratio ρ, its advantage A and log π. Lower is better. */
export type Surrogate =
  /**
   * −min(ρA, clip(ρ, 1 − low, 1 + high)A) (PPO; Eq. 6). `cap` bounds the unclipped ρ from above (TRL's delta); `dual`
   * bounds the loss of A < 0 by −dual·A (Ye et al., AAAI 2020). Infinite low and high: no clip.
   */
  | {
      readonly kind: 'clip';
      readonly low: number;
      readonly high: number;
      readonly cap?: number | undefined;
      readonly dual?: number | undefined;
      /** Mistakes that were published: min(ρ, clip ρ)·A; clip(ρ)·A alone; max instead of min. */
      readonly mistake?: 'min-before-advantage' | 'clip-only' | 'max' | undefined;
    }
  /** −sg(clip(ρ, low, high))·A·log π (CISPO; MiniMax-M1, 2025). Bounds of ρ itself: TRL has no lower one. */
  | { readonly kind: 'cispo'; readonly low: number; readonly high: number }
  /** −(4/τ)σ(τ(ρ − 1))·A, τ by the sign of A, `negative` at A = 0 (SAPO, 2025). */
  | { readonly kind: 'sapo'; readonly positive: number; readonly negative: number }
  /** −sg(φ(w))·A·log π with φ(w) = e^λ w^k e^(−λw), w the response's ratio, k and λ by the sign of A (VESPO, 2026). */
  | {
      readonly kind: 'vespo';
      readonly kPositive: number;
      readonly lambdaPositive: number;
      readonly kNegative: number;
      readonly lambdaNegative: number;
    }
  /** −A·log π (REINFORCE, GPG). */
  | { readonly kind: 'log-probability' }
  /** −A·log π + β/2·(log ρ)² (DRO as in verl). */
  | { readonly kind: 'dro'; readonly beta: number }
  /** −sg(min(ρ, cap)·[π − π_old within (−low, high) on the side of A])·A·log π (DPPO, 2026, with total variation or KL). */
  | {
      readonly kind: 'dppo';
      readonly divergence: 'tv' | 'kl';
      readonly low: number;
      readonly high: number;
      readonly cap: number;
    };

/** One token's numbers: log ρ (of the surrogate's level), A, log π and log π_old. */
export interface Point {
  readonly logRatio: number;
  readonly advantage: number;
  readonly logProb: number;
  readonly oldLogProb: number;
}

/** The range of log w in VESPO. */
const VESPO_LOG = [Math.log(1e-8), 20] as const;

/** The loss at a point. */
export function surrogateLoss(s: Surrogate, logRatio: number, a: number, logProb: number, oldLogProb: number): number {
  switch (s.kind) {
    case 'clip':
      return clippedLoss(s, Math.exp(logRatio), a);
    case 'cispo':
      return -clip(Math.exp(logRatio), s.low, s.high) * a * logProb;
    case 'sapo': {
      const tau = a > 0 ? s.positive : s.negative;
      return (-4 / tau / (1 + Math.exp(-tau * (Math.exp(logRatio) - 1)))) * a;
    }
    case 'vespo':
      return -vespoWeight(s, logRatio, a) * a * logProb;
    case 'log-probability':
      return -a * logProb;
    case 'dro':
      return -a * logProb + 0.5 * s.beta * logRatio * logRatio;
    case 'dppo':
      return -dppoWeight(s, logRatio, a, logProb, oldLogProb) * a * logProb;
  }
}

/** Derivatives of `surrogateLoss` by log ρ and by the log π that stands beside it; stopped factors are constants. */
export function surrogateSlopes(s: Surrogate, p: Point): { readonly byLogRatio: number; readonly byLogProb: number } {
  const { logRatio, advantage: a, logProb, oldLogProb } = p;
  const ratio = Math.exp(logRatio);
  switch (s.kind) {
    case 'clip':
      return { byLogRatio: ratio * clippedSlope(s, ratio, a), byLogProb: 0 };
    case 'cispo':
      return { byLogRatio: 0, byLogProb: -clip(ratio, s.low, s.high) * a };
    case 'sapo': {
      const tau = a > 0 ? s.positive : s.negative;
      const gate = 1 / (1 + Math.exp(-tau * (ratio - 1)));
      return { byLogRatio: -4 * gate * (1 - gate) * a * ratio, byLogProb: 0 };
    }
    case 'vespo':
      return { byLogRatio: 0, byLogProb: -vespoWeight(s, logRatio, a) * a };
    case 'log-probability':
      return { byLogRatio: 0, byLogProb: -a };
    case 'dro':
      return { byLogRatio: s.beta * logRatio, byLogProb: -a };
    case 'dppo':
      return { byLogRatio: 0, byLogProb: -dppoWeight(s, logRatio, a, logProb, oldLogProb) * a };
  }
}

type Clip = Extract<Surrogate, { kind: 'clip' }>;

function clippedLoss(s: Clip, ratio: number, a: number): number {
  const clipped = clip(ratio, 1 - s.low, 1 + s.high);
  const capped = s.cap === undefined ? ratio : Math.min(ratio, s.cap);
  const loss =
    s.mistake === 'min-before-advantage'
      ? -Math.min(capped, clipped) * a
      : s.mistake === 'clip-only'
        ? -clipped * a
        : s.mistake === 'max'
          ? -Math.max(capped * a, clipped * a)
          : -Math.min(capped * a, clipped * a);
  return s.dual !== undefined && a < 0 ? Math.min(loss, -s.dual * a) : loss;
}

/** ∂/∂ρ; where branches tie the unclipped one counts, as in PyTorch at ρ = 1. */
function clippedSlope(s: Clip, ratio: number, a: number): number {
  const loss = clippedLoss(s, ratio, a);
  const isFree = s.cap === undefined || ratio <= s.cap;
  const isInside = ratio >= 1 - s.low && ratio <= 1 + s.high;
  const isUnclipped = s.mistake === 'clip-only' ? isInside : loss === -ratio * a && isFree;
  return isUnclipped ? -a : 0;
}

function vespoWeight(s: Extract<Surrogate, { kind: 'vespo' }>, logRatio: number, a: number): number {
  const log = clip(logRatio, VESPO_LOG[0], VESPO_LOG[1]);
  const [k, lambda] = a >= 0 ? [s.kPositive, s.lambdaPositive] : [s.kNegative, s.lambdaNegative];
  const floor = Math.max(lambda, 1e-4);
  return Math.exp(floor + k * log - floor * Math.exp(log));
}

function dppoWeight(
  s: Extract<Surrogate, { kind: 'dppo' }>,
  logRatio: number,
  a: number,
  logProb: number,
  oldLogProb: number,
): number {
  return isWithin(s, a, logProb, oldLogProb) ? Math.min(Math.exp(logRatio), s.cap) : 0;
}

function isWithin(s: Extract<Surrogate, { kind: 'dppo' }>, a: number, logProb: number, oldLogProb: number): boolean {
  const [now, old] = [Math.exp(logProb), Math.exp(oldLogProb)];
  if (s.divergence === 'tv') return a > 0 ? now - old <= s.high : now - old >= -s.low;
  const kl = old * (oldLogProb - logProb) + (1 - old) * Math.log((1 - old + 1e-8) / (1 - now + 1e-8));
  return a > 0 ? kl <= s.high || now <= old : kl <= s.low || now >= old;
}
