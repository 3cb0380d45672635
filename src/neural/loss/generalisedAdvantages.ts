import { gaeOfRow } from '../../trainer/gae.js';
import type { AdvantageRule } from '../algorithm/advantageRule.js';
import { normalisedBatch } from './returnAdvantages.js';
import type { Sample } from '../rollout/samples.js';
import type { PerToken } from '../rollout/tokenLogs.js';

/** Advantages of tokens and what the critic should have said, by trajectory id and token position. */
export interface TokenAdvantages {
  readonly advantages: ReadonlyMap<number, Float64Array>;
  /** Â + V. */
  readonly targets: ReadonlyMap<number, Float64Array>;
}

/**
 * GAE(λ), γ = 1, over the response tokens of a whole episode: Σ_l λ^l δ, δ = r + V(next response token) − V(this
 * one), V = 0 after the end; a turn's reward belongs to its response's last token (Schulman et al., ICLR 2016).
 * Normalised over all tokens of the batch if the rule says so; the targets are not. Tokens that were forced (one legal
 * token) are steps like any other: λ decays over them, and they count in the normalisation.
 */
export function generalisedAdvantages(
  samples: readonly Sample[],
  values: PerToken,
  rule: Extract<AdvantageRule, { kind: 'gae' }>,
): TokenAdvantages {
  const raw = new Map<string, number>();
  const advantages = new Map<number, Float64Array>();
  const targets = new Map<number, Float64Array>();
  for (const { id, tokens, responses } of samples) {
    const own = values.get(id);
    if (own === undefined) throw new RangeError(`no values of trajectory ${id}`);
    const [estimate, target] = [new Float64Array(tokens.length), new Float64Array(tokens.length)];
    const [rewards, mask] = [new Float64Array(tokens.length), new Uint8Array(tokens.length)];
    for (const { start, length, reward } of responses) {
      mask.fill(1, start, start + length);
      if (length > 0) rewards[start + length - 1] = reward;
    }
    const { advantages: tails, returns } = gaeOfRow(rewards, own, { gamma: 1, lambda: rule.lambda }, mask);
    for (let j = 0; j < tokens.length; j++) {
      if (mask[j] === 0) continue;
      target[j] = returns[j];
      raw.set(`${id} ${j}`, tails[j]);
    }
    advantages.set(id, estimate);
    targets.set(id, target);
  }
  for (const [key, value] of normalisedBatch(raw, rule.normalisation)) {
    const [id, position] = key.split(' ').map(Number);
    const own = advantages.get(id);
    if (own !== undefined) own[position] = value;
  }
  return { advantages, targets };
}
