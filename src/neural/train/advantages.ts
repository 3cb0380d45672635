import type { Algorithm } from '../algorithm/algorithm.js';
import type { PoolEntry, Sample } from '../rollout/samples.js';
import type { PerToken } from '../rollout/tokenLogs.js';
import { type CarriedFactors } from '../loss/carry.js';
import { generalisedAdvantages, type TokenAdvantages } from '../loss/generalisedAdvantages.js';
import { returnAdvantages } from '../loss/returnAdvantages.js';

/** The advantages of one iteration's samples: one per trajectory (Â), or one per token with a critic's targets. */
export type Advantages =
  | { readonly kind: 'trajectory'; readonly byId: ReadonlyMap<number, number> }
  | { readonly kind: 'token'; readonly tokens: TokenAdvantages };

/** Step 2 of Algorithm 1, or GAE with the critic's `values`. */
export function advantagesOf(
  samples: readonly Sample[],
  { advantage }: Algorithm,
  values: PerToken | undefined,
): Advantages {
  if (advantage.kind === 'return') return { kind: 'trajectory', byId: returnAdvantages(samples, advantage) };
  if (values === undefined) throw new RangeError('GAE needs the values of a critic');
  return { kind: 'token', tokens: generalisedAdvantages(samples, values, advantage) };
}

/** M_{t+1} = factor·Â of the entry's trajectory (Eqs. 7–8), or the advantage of its token at `position`. */
export function advantageAt(
  advantages: Advantages,
  factors: CarriedFactors,
): (entry: PoolEntry, position: number) => number {
  return ({ sample: { id } }, position) =>
    advantages.kind === 'trajectory'
      ? (advantages.byId.get(id) ?? Number.NaN) * (factors.get(id) ?? 1)
      : (advantages.tokens.advantages.get(id)?.[position] ?? Number.NaN);
}
