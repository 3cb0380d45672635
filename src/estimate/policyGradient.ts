import { advantage } from '../evaluate/actionValue.js';
import { reachProbability } from '../evaluate/reachProbability.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import type { Estimator } from './estimator.js';
import { expectedEstimate } from './expectedEstimate.js';
import { logitsOf, type Sharing } from './logits.js';
import { GROUP_LIMIT } from './groupCases.js';

/** What an expected update is taken with respect to, and how large the exact expectation may be. */
export interface UpdateOptions {
  /** Default: sets. */
  readonly sharing?: Sharing;
  /** Default: `GROUP_LIMIT` combinations of samples. */
  readonly limit?: number;
}

/**
 * ∇J: ∂J/∂θ = Σ_{(h,a) with logit θ} γ^(t−1)·d_π(h)·π(a|h)·A_π(h, a), one entry per logit (`logitsOf`).
 * Rational, since the derivative of a softmax is a polynomial in its probabilities.
 */
export function policyGradient(policy: Policy, sharing: Sharing = 'sets'): Rational[] {
  const { game, probability } = policy;
  const reach = reachProbability(game, probability);
  const advantages = advantage(game, value(policy));
  const { count, parameterOf } = logitsOf(game, sharing);
  const gradient = new Array<Rational>(count).fill(Rational.ZERO);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const factor = reach[i].mul(game.discount.pow(game.turn[i] - 1));
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const at = parameterOf[e];
      gradient[at] = gradient[at].add(factor.mul(probability[e]).mul(advantages[e]));
    }
  }
  return gradient;
}

/**
 * The expected policy-gradient update E[mean over the batch of Σ_t Â·∇log π(a_t|h_t)], one entry per logit: with
 * X = `expectedEstimate`, Σ d_π(h)·π(a|h)·(X(h, a) − Σ_b π(b|h)X(h, b)). Throws as `expectedEstimate`.
 */
export function expectedUpdate(policy: Policy, estimator: Estimator, options: UpdateOptions = {}): RootSum[] {
  const { sharing = 'sets', limit = GROUP_LIMIT } = options;
  const { game, probability } = policy;
  const reach = reachProbability(game, probability);
  const estimate = expectedEstimate(policy, estimator, limit);
  const { count, parameterOf } = logitsOf(game, sharing);
  const terms = Array.from({ length: count }, (): RootSum[] => []);
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision || reach[i].isZero()) continue;
    const first = game.firstEdge[i];
    const end = game.firstEdge[i + 1];
    const mean = RootSum.sum(estimate.slice(first, end).map((x, a) => x.scale(probability[first + a])));
    for (let e = first; e < end; e++) {
      terms[parameterOf[e]].push(estimate[e].sub(mean).scale(reach[i].mul(probability[e])));
    }
  }
  return terms.map((own) => RootSum.sum(own));
}

/** ⟨x, y⟩ over the logits. */
export function inner(x: readonly RootSum[], y: readonly Rational[]): RootSum {
  return RootSum.sum(x.map((own, k) => own.scale(y[k])));
}

/**
 * ⟨expected update, ∇J⟩, the rate at which J changes along the expected update. Negative: it points downhill.
 * Throws as `expectedEstimate`.
 */
export function alignment(policy: Policy, estimator: Estimator, options: UpdateOptions = {}): RootSum {
  return inner(expectedUpdate(policy, estimator, options), policyGradient(policy, options.sharing));
}
