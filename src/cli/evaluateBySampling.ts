import { checkFreshSeed, sampledReturn } from '../bridge/sampledReturn.js';
import type { MonteCarloReturn } from '../environments/estimateOf.js';
import { familyByName, sizesOf } from '../environments/registry.js';
import type { Rational } from '../exact/rational.js';
import type { TrainConfig } from '../neural/config/trainConfig.js';
import type { Trainer } from '../neural/train/trainer.js';
import { asUsage } from './usageError.js';

/** A network judged by playing. */
export interface SampledJudgement {
  readonly estimate: MonteCarloReturn;
  /** J*, exact, where the family of the environment knows it without unrolling. */
  readonly optimum: Rational | undefined;
}

/**
 * J of a network estimated from `samples` episodes. Without `seed` it is the one after that of the training, whose own
 * is refused (UsageError, see `checkFreshSeed`). Otherwise rejects as `sampledReturn`.
 */
export async function evaluateBySampling(
  trainer: Trainer,
  { environment, sizes }: Pick<TrainConfig, 'environment' | 'sizes'>,
  samples: number,
  seed: number | undefined,
): Promise<SampledJudgement> {
  const own = trainer.options.seed;
  if (seed !== undefined) asUsage(() => checkFreshSeed(seed, trainer.options), '--seed');
  const estimate = await sampledReturn(trainer, samples, seed ?? (own < Number.MAX_SAFE_INTEGER ? own + 1 : 0));
  const family = familyByName(environment);
  return { estimate, optimum: family.optimalValue(sizesOf(family, sizes)) };
}

/** The judgement as JSON members; `estimatedGap` is J* less the estimate and its interval. */
export function sampledJson({ estimate, optimum }: SampledJudgement): object {
  if (optimum === undefined) return { estimate };
  return { estimate, optimum: optimum.toString(), estimatedGap: gapOf(estimate, optimum) };
}

/** The judgement as text, labelled as the estimate that it is. */
export function sampledText(environment: string, { estimate, optimum }: SampledJudgement): string {
  const { method, samples, seed, mean, interval, confidence } = estimate;
  const within = ([low, high]: readonly [number, number]): string =>
    `within [${low.toFixed(6)}, ${high.toFixed(6)}] with ${confidence * 100} % confidence`;
  const known =
    optimum === undefined
      ? ['J*           unknown without unrolling']
      : [
          `J*           ${optimum} ≈ ${optimum.toDouble().toFixed(6)}`,
          `Gap          about ${gapOf(estimate, optimum).mean.toFixed(6)}, ${within(gapOf(estimate, optimum).interval)}`,
        ];
  return [
    `Environment  ${environment}`,
    `Method       ${method}: ${samples} episodes of seed ${seed}; an estimate, not exact`,
    `J(π)         about ${mean.toFixed(6)}, ${within(interval)}`,
    ...known,
  ].join('\n');
}

function gapOf(
  { mean, interval: [low, high] }: MonteCarloReturn,
  optimum: Rational,
): { readonly mean: number; readonly interval: readonly [number, number] } {
  const best = optimum.toDouble();
  return { mean: best - mean, interval: [best - high, best - low] };
}
