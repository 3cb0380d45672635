import { edgeValue } from '../evaluate/backward.js';
import { valueIn } from '../evaluate/valueIn.js';
import type { Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { RATIONALS } from '../exact/rationalArithmetic.js';
import { NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import type { PolicyIn } from '../policy/policyIn.js';
import { EstimateError } from './estimateError.js';
import type { GeneralisedAdvantage } from './estimator.js';

/**
 * E_π[GAE(λ) | h, a] for every edge (h, a), 0 on the edges of chance nodes: with the critic U,
 * X(h, a) = E[r + γ·F | h, a] − U(h), where F is the next history's U(h') + λ·Σ_b π(b|h')X(h', b), or the reward
 * of the end. λ = 1 gives Q_π − U, λ = 0 the one-step difference, and U = V_π the advantage for every λ.
 * Throws EstimateError for λ outside [0, 1] or a critic that lacks a node.
 */
export function expectedGae(policy: Policy, estimator: GeneralisedAdvantage): Rational[] {
  const { game, probability } = policy;
  const { lambda } = estimator;
  const guess = criticIn(RATIONALS, policy, estimator);
  const estimate = new Array<Rational>(game.edgeCount).fill(Rational.ZERO);
  const ahead = game.reward.slice();
  for (let i = game.nodeCount - 1; i >= 0; i--) {
    if (game.kind[i] === NodeKind.terminal) continue;
    const decision = game.kind[i] === NodeKind.decision;
    let mean = Rational.ZERO;
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const target = edgeValue(game, ahead, i, e);
      if (decision) estimate[e] = target.sub(guess[i]);
      mean = mean.add(probability[e].mul(decision ? estimate[e] : target));
    }
    ahead[i] = decision ? guess[i].add(lambda.mul(mean)) : mean;
  }
  return estimate;
}

/** U per node. Throws EstimateError for λ outside [0, 1] or a critic that lacks a node. */
export function criticIn<N>(
  numbers: Arithmetic<N>,
  policy: PolicyIn<N>,
  { lambda, critic }: GeneralisedAdvantage,
): readonly N[] {
  const { game } = policy;
  if (lambda.sign() < 0 || lambda.gt(Rational.ONE)) throw new EstimateError(`λ lies in [0, 1]; ${lambda} does not`);
  if (critic === 'exact') return valueIn(numbers, policy);
  if (critic === 'zero') return new Array<N>(game.nodeCount).fill(numbers.zero);
  if (critic.length !== game.nodeCount) {
    throw new EstimateError(`the critic has ${critic.length} values for the ${game.nodeCount} nodes of "${game.name}"`);
  }
  return critic.map((x) => numbers.of(x));
}
