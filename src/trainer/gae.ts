import { sameShape, type Rows } from './rows.js';

/** γ and λ of GAE. */
export interface GaeRule {
  readonly gamma: number;
  readonly lambda: number;
}

/**
 * GAE(γ, λ) of one episode's tokens (Schulman et al., ICLR 2016): δ_j = r_j + γV_next − V_j, Â_j = δ_j + γλÂ_next.
 * Tokens with mask 0 are no steps: the next value and the next advantage are carried over them, and what stands at
 * them is the advantage carried (verl). Without a mask every token is a step. One entry per token.
 */
export function gaeOfRow(
  rewards: ArrayLike<number>,
  values: ArrayLike<number>,
  { gamma, lambda }: GaeRule,
  mask?: ArrayLike<number>,
): { readonly advantages: Float64Array; readonly returns: Float64Array } {
  const [advantages, returns] = [new Float64Array(rewards.length), new Float64Array(rewards.length)];
  let [nextValue, tail] = [0, 0];
  for (let j = rewards.length - 1; j >= 0; j--) {
    const isStep = mask === undefined || mask[j] !== 0;
    if (isStep) {
      tail = rewards[j] + gamma * nextValue - values[j] + gamma * lambda * tail;
      nextValue = values[j];
    }
    advantages[j] = tail;
    returns[j] = tail + values[j];
  }
  return { advantages, returns };
}

/** `gaeOfRow` for every row; the four have one shape. Throws TrainerError for shapes that do not fit. */
export function gae(
  rewards: Rows,
  values: Rows,
  rule: GaeRule,
  mask: Rows,
): { readonly advantages: Float64Array[]; readonly returns: Float64Array[] } {
  sameShape(values, rewards, 'values');
  sameShape(mask, rewards, 'mask');
  const rows = rewards.map((row, i) => gaeOfRow(row, values[i], rule, mask[i]));
  return { advantages: rows.map(({ advantages }) => advantages), returns: rows.map(({ returns }) => returns) };
}
