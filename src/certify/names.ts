import type { Algorithm, Surrogate } from '../algorithm/algorithm.js';
import type { Deviation, Estimator, ReturnEstimator } from '../estimate/estimator.js';

/**
 * The estimator in the words of a certificate: BASELINE, then "-std" or "-batch-std", the sizes, and an option, such as
 * "grae-std:2:n-1" or "joint/undiscounted". What has no name there gets one that no rule knows.
 */
export function estimatorName(estimator: Estimator): string {
  switch (estimator.kind) {
    case 'exact':
      return `local${estimator.turnWeight === 'one' ? '/unweighted' : ''}`;
    case 'gae': {
      const critic = typeof estimator.critic === 'string' ? estimator.critic : 'listed';
      const guess = critic === 'exact' ? '' : `:${critic}`;
      return `gae:${estimator.lambda}${guess}${estimator.turnWeight === 'one' ? '/unweighted' : ''}`;
    }
    case 'return':
      return `${returnName(estimator)}${estimator.returns === 'undiscounted' ? '/undiscounted' : ''}`;
  }
}

const BASELINES: Readonly<Record<ReturnEstimator['baseline'], string>> = {
  none: 'return',
  value: 'joint',
  'group-mean': 'grae',
  'leave-one-out': 'loo',
};

function returnName({ baseline, groupSize, normalisation }: ReturnEstimator): string {
  const name = BASELINES[baseline];
  const isGroup = baseline === 'group-mean' || baseline === 'leave-one-out';
  switch (normalisation.kind) {
    case 'none':
      return isGroup ? `${name}:${groupSize}` : name;
    case 'group-deviation':
      return `${name}-std:${groupSize}:${deviationName(normalisation.deviation)}`;
    case 'batch-deviation':
      return `${name}-batch-std:${groupSize}x${normalisation.batchContexts}:${deviationName(normalisation.deviation)}`;
  }
}

function deviationName({ divisor, stabiliser, whenZero }: Deviation): string {
  const small = stabiliser.isZero() ? '' : `:${stabiliser}`;
  return `${divisor}${small}${whenZero === 'zero' || !stabiliser.isZero() ? '' : ':unscaled'}`;
}

/** What each turn's update makes, in the words of a certificate, such as "clip:1/5" or "gradient:1:1,20". */
export function surrogateName(surrogate: Surrogate): string {
  switch (surrogate.kind) {
    case 'clip': {
      const range = surrogate.low.equals(surrogate.high) ? `${surrogate.low}` : `${surrogate.low}:${surrogate.high}`;
      return `${surrogate.level === 'joint' ? 'clip-joint' : 'clip'}:${range}`;
    }
    case 'mirror':
      return surrogate.step.name;
    case 'kl':
      return `kl:${surrogate.weight}`;
    case 'gradient':
      return `gradient:${surrogate.size}${surrogate.lengths === undefined ? '' : `:${surrogate.lengths.join(',')}`}`;
  }
}

/** How M is carried. */
export function carryName({ carry }: Algorithm): string {
  return carry?.name ?? 'exact';
}
