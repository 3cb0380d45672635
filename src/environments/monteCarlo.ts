import type { Environment } from './environment.js';
import { checkSampleCount, estimateOf, type MonteCarloReturn } from './estimateOf.js';
import { type Act, rollout } from './rollout.js';

/**
 * J(π) estimated from `samples` episodes, numbered from 0, of root seed `seed`; see `estimateOf`. For a policy that
 * answers at once; a network is estimated in batches (`sampledReturn`). Throws RangeError for fewer than two samples.
 */
export function monteCarloReturn<State>(
  environment: Environment<State>,
  policy: Act,
  samples: number,
  seed: number,
): MonteCarloReturn {
  checkSampleCount(samples);
  return estimateOf(environment, returnsOf(environment, policy, samples, seed), seed);
}

function* returnsOf<State>(
  environment: Environment<State>,
  policy: Act,
  samples: number,
  seed: number,
): Generator<number> {
  for (let id = 0; id < samples; id++) yield rollout(environment, policy, { seed, id }).pathReturn.toDouble();
}
