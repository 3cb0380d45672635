import type { Sample } from '../rollout/samples.js';
import type { PerToken } from '../rollout/tokenLogs.js';
import { ratioOf } from './ratio.js';

/**
 * The mean over the sampled trajectories of min(ρÂ, clip(ρ)Â), ρ the ratio of the whole trajectory (all turns at
 * once). Its expectation with the exact Â is a minorant of the gain in J (claim D5), shared parameters or not; the
 * mean of a finite sample estimates it, and guarantees nothing.
 */
export function sampledJointSurrogate(
  samples: readonly Sample[],
  now: PerToken,
  old: PerToken,
  advantages: ReadonlyMap<number, number>,
  clip: number,
): number {
  const sum = samples.reduce((total, { id, responses }) => {
    const [after, before, advantage] = [now.get(id), old.get(id), advantages.get(id)];
    if (after === undefined || before === undefined || advantage === undefined) {
      throw new RangeError(`trajectory ${id} has no log-probabilities or no advantage`);
    }
    let log = 0;
    for (const { start, length } of responses) {
      for (let j = start; j < start + length; j++) log += after[j] - before[j];
    }
    const ratio = ratioOf(log);
    const clipped = Math.max(1 - clip, Math.min(1 + clip, ratio));
    return total + Math.min(ratio * advantage, clipped * advantage);
  }, 0);
  return sum / samples.length;
}
