import type { Unrolled } from '../environments/unroll.js';
import { Rational } from '../exact/rational.js';
import type { PolicyFunction } from '../neural/rollout/policyFunction.js';
import type { Policy } from '../policy/policy.js';
import { questionsOf } from './questions.js';
import { type TokenDistribution, tokenDistribution } from './tokenDistribution.js';

/** A network as a policy of the exact core. */
export interface NetworkPolicy {
  /** One distribution per history; it sums to exactly 1. */
  readonly policy: Policy;
  /** The distribution of the next token by all tokens before it, joined by commas. */
  readonly tokens: ReadonlyMap<string, TokenDistribution>;
  /** The largest |1 − Σ p| over the places asked, before renormalising. */
  readonly rounding: Rational;
}

/**
 * The network behind `policy` as an exact policy on `unrolled` (claim F2): its float32 probabilities are dyadic
 * rationals, made to sum to 1 token by token, and a response's probability is the product of its tokens'. There is no
 * other error than the network's own. Rejects with BridgeError for a game with merged histories (see `questionsOf`)
 * and for answers that are no distributions.
 */
export async function networkPolicy(unrolled: Unrolled, policy: PolicyFunction): Promise<NetworkPolicy> {
  const { game } = unrolled;
  const { questions, steps } = questionsOf(unrolled);
  const answers = await policy(questions);
  const distributions = questions.map((question, n) => tokenDistribution(question, answers[n]));
  const probability = game.chance.slice();
  steps.forEach((own, e) => {
    if (own === undefined) return;
    probability[e] = own.reduce(
      (product, { question, choice }) => product.mul(distributions[question].probability[choice]),
      Rational.ONE,
    );
  });
  return {
    policy: { game, probability },
    tokens: new Map(questions.map(({ tokens }, n) => [tokens.join(), distributions[n]])),
    rounding: distributions.reduce((most, { rounding }) => Rational.max(most, rounding), Rational.ZERO),
  };
}
