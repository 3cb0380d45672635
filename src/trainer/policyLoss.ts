import { type Aggregation, aggregationWeights } from './aggregate.js';
import { klEstimate, type KlEstimator, klSlope } from './kl.js';
import { clip, type RatioLevel, sequenceLogRatio } from './ratios.js';
import { type Rows, sameShape } from './rows.js';
import { type Surrogate, surrogateLoss, surrogateSlopes } from './surrogates.js';

/** What a loss is computed from. All [rows][tokens]; advantages may be one number a row. */
export interface LossBatch {
  readonly logProbs: Rows;
  readonly oldLogProbs: Rows;
  readonly refLogProbs?: Rows | undefined;
  readonly advantages: Rows | readonly number[];
  /** 1 at the tokens that count, else 0. */
  readonly mask: Rows;
  /** Factors of the surrogate's token losses (sampler correction), not of the KL. */
  readonly weights?: Rows | undefined;
}

/** A policy loss as data. */
export interface Objective {
  readonly surrogate: Surrogate;
  readonly level: RatioLevel;
  readonly aggregation: Aggregation;
  /** Log-ratios of tokens (or of the response) are clamped to ± this. Unbounded if absent. */
  readonly logRatioCap?: number | undefined;
  /** GSPO-token: the value of the response's ratio with the gradient of the token's own log-probability. */
  readonly ownGradient?: boolean | undefined;
  /** coefficient·estimate is added to every token's loss; `timesRatio` multiplies it by ρ first (TRL). */
  readonly kl?:
    | { readonly estimator: KlEstimator; readonly coefficient: number; readonly timesRatio?: boolean | undefined }
    | undefined;
}

/** A loss with its parts. */
export interface PolicyLoss {
  readonly loss: number;
  /** ℓ_ij, before mask and weights of the aggregation. */
  readonly tokenLosses: Float64Array[];
  /** w_i of the aggregation. */
  readonly rowWeights: readonly number[];
  /** ∂loss/∂log π_ij. */
  readonly gradient: Float64Array[];
}

/**
 * Loss = Σ_i w_i Σ_j m_ij·(weight_ij·ℓ(ρ_ij, A_ij) + β·KL_ij) and its gradient by every log-probability. VESPO takes the
 * response's ratio whatever the level is. Tokens with mask 0 get gradient 0.
 * Throws TrainerError for shapes that do not fit, and RangeError for a KL without reference.
 */
export function policyLoss(batch: LossBatch, objective: Objective): PolicyLoss {
  checkShapes(batch);
  const { logProbs, oldLogProbs, mask } = batch;
  const { kl } = objective;
  const rowWeights = aggregationWeights(mask, objective.aggregation);
  const tokenLosses = logProbs.map((row) => new Float64Array(row.length));
  const gradient = logProbs.map((row) => new Float64Array(row.length));
  let loss = 0;
  for (let i = 0; i < logProbs.length; i++) {
    const logs = rowLogRatios(logProbs[i], oldLogProbs[i], mask[i], objective);
    // ∂ by the response's log-ratio, collected over its tokens.
    let shared = 0;
    for (let j = 0; j < mask[i].length; j++) {
      const point = {
        logRatio: logs.at(j),
        advantage: advantageAt(batch.advantages, i, j),
        logProb: logProbs[i][j],
        oldLogProb: oldLogProbs[i][j],
      };
      const weight = batch.weights?.[i][j] ?? 1;
      let value =
        weight * surrogateLoss(objective.surrogate, point.logRatio, point.advantage, point.logProb, point.oldLogProb);
      const slopes = surrogateSlopes(objective.surrogate, point);
      let byRatio = logs.isFree(j) ? weight * slopes.byLogRatio : 0;
      let byLogProb = weight * slopes.byLogProb;
      if (kl !== undefined) {
        const ref = referenceOf(batch, i, j);
        const estimate = klEstimate(kl.estimator, point.logProb, ref);
        const ratio = kl.timesRatio === true ? Math.exp(point.logRatio) : 1;
        value += kl.coefficient * ratio * estimate;
        byLogProb += kl.coefficient * ratio * klSlope(kl.estimator, point.logProb, ref);
        if (kl.timesRatio === true && logs.isFree(j)) byRatio += kl.coefficient * ratio * estimate;
      }
      tokenLosses[i][j] = value;
      const counted = rowWeights[i] * mask[i][j];
      loss += counted * value;
      const isOwn = objective.level === 'token' || objective.ownGradient === true;
      gradient[i][j] += counted * (byLogProb + (isOwn ? byRatio : 0));
      if (!isOwn) shared += counted * byRatio;
    }
    if (shared !== 0) {
      for (let j = 0; j < mask[i].length; j++) gradient[i][j] += (shared * mask[i][j]) / logs.length;
    }
  }
  return { loss, tokenLosses, rowWeights, gradient };
}

/** Log-ratios of a row's tokens as an objective takes them, and whether they move with log π. */
export interface RowLogRatios {
  at(j: number): number;
  isFree(j: number): boolean;
  /** What the response's sum was divided by: 1, or its number of tokens. */
  readonly length: number;
}

/** See `RowLogRatios`. */
export function rowLogRatios(
  now: ArrayLike<number>,
  old: ArrayLike<number>,
  mask: ArrayLike<number>,
  { level, surrogate, logRatioCap = Infinity }: Pick<Objective, 'level' | 'surrogate' | 'logRatioCap'>,
): RowLogRatios {
  if (level === 'token' && surrogate.kind !== 'vespo') {
    const difference = (j: number): number => now[j] - old[j];
    return {
      at: (j) => clip(difference(j), -logRatioCap, logRatioCap),
      isFree: (j) => Math.abs(difference(j)) < logRatioCap,
      length: 1,
    };
  }
  const kind = level === 'geometric' && surrogate.kind !== 'vespo' ? 'geometric' : 'sequence';
  const log = sequenceLogRatio(now, old, mask, kind, surrogate.kind === 'vespo' ? 20 : Infinity);
  let count = 0;
  for (let j = 0; j < mask.length; j++) count += mask[j];
  return {
    at: () => clip(log, -logRatioCap, logRatioCap),
    isFree: () => Math.abs(log) < logRatioCap,
    length: kind === 'geometric' ? Math.max(1, count) : 1,
  };
}

/**
 * GMPO's loss of one row (verl's geo_mean): −Ā·exp(Σ m·d/(n + 1e-8)) with d = log ρ, where A's sign makes it the lower of
 * A·log ρ and A·clip(log ρ, −low, high), and Ā the row's mean advantage; with its gradient by log π.
 */
export function geometricClipLoss(
  now: ArrayLike<number>,
  old: ArrayLike<number>,
  mask: ArrayLike<number>,
  advantages: ArrayLike<number>,
  { low, high }: { readonly low: number; readonly high: number },
): { readonly loss: number; readonly gradient: Float64Array } {
  let [sum, total, count] = [0, 0, 0];
  const gradient = new Float64Array(now.length);
  for (let j = 0; j < now.length; j++) {
    const [d, sign] = [now[j] - old[j], Math.sign(advantages[j])];
    const clipped = clip(d, -low, high);
    const isFree = sign * d <= sign * clipped && sign !== 0;
    sum += mask[j] * sign * Math.min(sign * d, sign * clipped);
    total += mask[j] * advantages[j];
    count += mask[j];
    gradient[j] = isFree ? mask[j] : 0;
  }
  const loss = (-total / (count + 1e-8)) * Math.exp(sum / (count + 1e-8));
  for (let j = 0; j < gradient.length; j++) gradient[j] *= loss / (count + 1e-8);
  return { loss, gradient };
}

function advantageAt(advantages: LossBatch['advantages'], i: number, j: number): number {
  const own = advantages[i];
  return typeof own === 'number' ? own : own[j];
}

function referenceOf({ refLogProbs }: LossBatch, i: number, j: number): number {
  if (refLogProbs === undefined) throw new RangeError('a KL needs the log-probabilities of a reference');
  return refLogProbs[i][j];
}

function checkShapes({ logProbs, oldLogProbs, refLogProbs, advantages, mask, weights }: LossBatch): void {
  sameShape(oldLogProbs, logProbs, 'oldLogProbs');
  sameShape(mask, logProbs, 'mask');
  if (refLogProbs !== undefined) sameShape(refLogProbs, logProbs, 'refLogProbs');
  if (weights !== undefined) sameShape(weights, logProbs, 'weights');
  const perToken = advantages.filter((own): own is ArrayLike<number> => typeof own !== 'number');
  if (perToken.length > 0 || advantages.length !== logProbs.length) {
    sameShape(perToken, logProbs, 'advantages');
  }
}
