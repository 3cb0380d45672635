import { checkSampleCount, estimateOf, type MonteCarloReturn } from '../environments/estimateOf.js';
import { PolicySession } from '../neural/rollout/policySession.js';
import { sampleGroups } from '../neural/rollout/sampleGroups.js';
import type { Trainer } from '../neural/train/trainer.js';
import type { TrainerOptions } from '../neural/train/trainerOptions.js';

/** Episodes that are played in step, one pass of the network for all; what is remembered of them is then let go. */
const BATCH = 256;

/**
 * Throws RangeError for the seed that a network was trained with: an estimate would meet the very chances that the
 * network was fitted to, and flatter it.
 */
export function checkFreshSeed(seed: number, { seed: own }: Pick<TrainerOptions, 'seed'>): void {
  if (seed !== own) return;
  throw new RangeError(`the network was trained with the seed ${own}, on the chances that it gives; choose another`);
}

/**
 * J of a trainer's policy as it is now, estimated from `samples` independent episodes of root seed `seed`: for
 * environments that are too large for `exactReturn`. See `estimateOf`. Deterministic on one engine.
 * Rejects with RangeError for fewer than two samples and as `checkFreshSeed`, with NeuralError when the network's
 * answers are no distributions.
 */
export async function sampledReturn(
  { device, network, options, state }: Pick<Trainer, 'device' | 'network' | 'options' | 'state'>,
  samples: number,
  seed: number,
): Promise<MonteCarloReturn> {
  checkSampleCount(samples);
  checkFreshSeed(seed, options);
  const { environment } = options;
  const returns: number[] = [];
  // All batches have one size, since their episodes are numbered by it; the few too many are not looked at.
  const batches = Math.ceil(samples / BATCH);
  const batchContexts = Math.ceil(samples / batches);
  for (let iteration = 0; iteration < batches; iteration++) {
    const session = new PolicySession(device, network, state.policy.theta);
    try {
      // Groups of one: each episode draws a prompt of its own.
      const played = await sampleGroups(environment, session.ask, { seed, iteration, batchContexts, groupSize: 1 });
      for (const { trajectory } of played) returns.push(trajectory.pathReturn.toDouble());
    } finally {
      session.dispose();
    }
  }
  return estimateOf(environment, returns.slice(0, samples), seed);
}
