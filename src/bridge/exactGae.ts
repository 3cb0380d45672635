import { Rational } from '../exact/rational.js';
import type { AdvantageRule } from '../neural/algorithm/advantageRule.js';
import type { GroupedTrajectory } from '../neural/rollout/sampleGroups.js';
import type { PerToken } from '../neural/rollout/tokenLogs.js';
import { type ExactAdvantage, normalisedBatch } from './exactNormalisation.js';
import { tokenName } from './names.js';

/** Advantages of response tokens and what the critic should have said, by `tokenName`. */
export interface ExactGae {
  readonly advantages: ReadonlyMap<string, ExactAdvantage>;
  /** Â + V, before any normalisation. */
  readonly targets: ReadonlyMap<string, ExactAdvantage>;
}

/**
 * GAE(λ) with γ = 1 over the response tokens of each episode, from the critic's float32 values as dyadic rationals.
 * By its closed form Â_i = Σ_{l ≥ i} λ^(l−i)·(r_l + V_{l+1} − V_l), with V = 0 after the last token and r_l ≠ 0 at the
 * last token of a response only; rational up to the normalisation (Schulman et al., ICLR 2016).
 */
export function exactGae(
  trajectories: readonly GroupedTrajectory[],
  values: PerToken,
  { lambda, normalisation }: Extract<AdvantageRule, { kind: 'gae' }>,
): ExactGae {
  const decay = Rational.fromDouble(lambda);
  const raw = new Map<string, Rational>();
  const targets = new Map<string, Rational>();
  let size = Rational.ZERO;
  for (const { trajectory } of trajectories) {
    const steps = trajectory.turns.flatMap(({ history, response, reward }) =>
      response.map((_, n) => ({
        position: history.length + n,
        paid: n === response.length - 1 ? reward : Rational.ZERO,
        value: Rational.fromDouble(values.get(trajectory.id)?.[history.length + n] ?? NaN),
      })),
    );
    const valueAt = (l: number): Rational => (l < steps.length ? steps[l].value : Rational.ZERO);
    const deltas = steps.map(({ paid, value }, l) => paid.add(valueAt(l + 1)).sub(value));
    steps.forEach(({ position, value, paid }, i) => {
      const sum = Rational.sum(deltas.slice(i).map((delta, l) => decay.pow(l).mul(delta)));
      raw.set(tokenName(trajectory.id, position), sum);
      targets.set(tokenName(trajectory.id, position), sum.add(value));
      size = [sum, value, paid].reduce((most, x) => Rational.max(most, x.abs()), size);
    });
  }
  return {
    advantages: normalisedBatch(raw, size, normalisation),
    targets: normalisedBatch(targets, size, { kind: 'none' }),
  };
}
