import { sampledJointSurrogate } from '../loss/safeguard.js';
import type { Network } from '../network/network.js';
import type { Sample } from '../rollout/samples.js';
import { allRows, type PerToken, tokenLogs } from '../rollout/tokenLogs.js';
import type { Device, Tensor1D } from '../tf.js';
import type { Learner } from './optimizer.js';

/** What the safeguard decides with. */
export interface ShrinkInput {
  readonly samples: readonly Sample[];
  readonly old: PerToken;
  readonly advantages: ReadonlyMap<number, number>;
  readonly clip: number;
  readonly halvings: number;
}

/**
 * The safeguard of claim D7 on samples: of θ_k + s·(θ − θ_k), s = 1, 1/2, …, 2^−halvings, the first whose sampled
 * joint-ratio surrogate is not negative, else θ_k (s = 0). Gives a new θ; the optimizer's memory is that of `proposal`,
 * which is disposed of with the caller's other learners. On samples this is a test, not a guarantee.
 */
export async function shrink(
  device: Device,
  network: Network,
  start: Learner,
  proposal: Learner,
  { samples, old, advantages, clip, halvings }: ShrinkInput,
): Promise<{ readonly theta: Tensor1D; readonly share: number }> {
  const { tf } = device;
  const rows = allRows(samples);
  for (let n = 0, share = 1; n <= halvings; n++, share /= 2) {
    const theta =
      share === 1
        ? proposal.theta.clone()
        : tf.tidy(() => tf.add<Tensor1D>(start.theta, tf.mul(tf.sub(proposal.theta, start.theta), share)));
    let isAccepted = false;
    try {
      const now = await tokenLogs(device, network, theta, rows);
      isAccepted = sampledJointSurrogate(samples, now, old, advantages, clip) >= 0;
    } finally {
      if (!isAccepted) theta.dispose();
    }
    if (isAccepted) return { theta, share };
  }
  return { theta: start.theta.clone(), share: 0 };
}
