import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { contextOf } from '../evaluate/context.js';
import { pathReturn } from '../evaluate/pathReturn.js';
import { type Game, NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import { EstimateError } from './estimateError.js';
import type { ReturnEstimator } from './estimator.js';
import { logitsOf, type Sharing } from './logits.js';
import { policyGradient } from './policyGradient.js';
import { returnLaw, withoutDiscount } from './returnLaw.js';
import { type DoubleSample, estimatesInDoubles } from './sampledEstimates.js';

/** A Monte Carlo estimate: doubles, a guess with an error bar. It decides nothing. */
export interface SampledAlignment {
  readonly method: 'monte carlo';
  /** Of the rate ⟨update, ∇J⟩ over the batches. */
  readonly mean: number;
  /** mean ± halfWidth covers the expectation in about 95 % of all seeds (normal approximation). */
  readonly halfWidth: number;
  readonly batches: number;
  readonly seed: number;
}

/** How many batches are drawn, and from what stream. */
export interface SamplingOptions {
  /** At least 2. */
  readonly batches: number;
  readonly seed: number;
  /** Default: sets. */
  readonly sharing?: Sharing;
}

/** The normal distribution's 97.5 % quantile. */
const TWO_SIDED_95 = 1.959964;

/**
 * `alignment` estimated from sampled batches, for sizes beyond the exact expectation: the same seed gives the same
 * answer. Throws EstimateError for infinite groups or batches, fewer than two batches, and as `alignment` does for
 * estimates that are not defined.
 */
export function sampledAlignment(
  policy: Policy,
  estimator: ReturnEstimator,
  { batches, seed, sharing = 'sets' }: SamplingOptions,
): SampledAlignment {
  const { groupSize, normalisation } = estimator;
  const groups = normalisation.kind === 'batch-deviation' ? normalisation.batchContexts : 1;
  if (groupSize === 'limit' || groups === 'limit') {
    throw new EstimateError('infinite groups and batches cannot be sampled; their exact expectation is cheap');
  }
  if (!Number.isSafeInteger(batches) || batches < 2) {
    throw new EstimateError(`the error bar needs at least 2 batches, not ${batches}`);
  }
  const draw = sampler(policy, estimator, sharing, seed);
  let total = 0;
  let squares = 0;
  for (let n = 0; n < batches; n++) {
    const batch = Array.from({ length: groups }, () => draw(groupSize));
    const estimates = estimatesInDoubles(estimator, batch);
    const samples = batch.flat();
    const rate = samples.reduce((sum, { slope }, i) => sum + estimates[i] * slope, 0) / samples.length;
    total += rate;
    squares += rate * rate;
  }
  const mean = total / batches;
  const variance = Math.max(0, (squares - total * mean) / (batches - 1));
  return { method: 'monte carlo', mean, halfWidth: TWO_SIDED_95 * Math.sqrt(variance / batches), batches, seed };
}

/** Draws one context and a group of paths from it. */
function sampler(
  policy: Policy,
  estimator: ReturnEstimator,
  sharing: Sharing,
  seed: number,
): (size: number) => DoubleSample[] {
  const { game } = policy;
  const generator = xoroshiro128plus(seed | 0);
  const probability = policy.probability.map((p) => p.toDouble());
  const slope = slopes(game, probability, policyGradient(policy, sharing), sharing);
  const returns = pathReturn(estimator.returns === 'discounted' ? game : withoutDiscount(game));
  const context = contextOf(game);
  const means = new Map(returnLaw(policy, estimator.returns).contexts.map((law) => [law.context, law.mean.toDouble()]));
  const next = (i: number): number => {
    const last = game.firstEdge[i + 1] - 1;
    let left = uniformFloat64(generator);
    for (let e = game.firstEdge[i]; e < last; e++) {
      left -= probability[e];
      if (left < 0) return e;
    }
    return last;
  };
  return (size) => {
    const start = game.kind[0] === NodeKind.chance ? game.child[next(0)] : 0;
    return Array.from({ length: size }, () => {
      let i = start;
      let rate = 0;
      while (game.kind[i] !== NodeKind.terminal) {
        const e = next(i);
        rate += slope[e];
        i = game.child[e];
      }
      return { pathReturn: returns[i].toDouble(), mean: means.get(context[i]) ?? 0, slope: rate };
    });
  };
}

/** Per edge (h, a): ⟨∇log π(a|h), g⟩ = g_a − Σ_b π(b|h)·g_b; 0 on the edges of chance nodes. */
function slopes(
  game: Game,
  probability: readonly number[],
  gradient: ReturnType<typeof policyGradient>,
  sharing: Sharing,
): Float64Array {
  const { parameterOf } = logitsOf(game, sharing);
  const slope = new Float64Array(game.edgeCount);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    let mean = 0;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      slope[e] = gradient[parameterOf[e]].toDouble();
      mean += probability[e] * slope[e];
    }
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) slope[e] -= mean;
  }
  return slope;
}
