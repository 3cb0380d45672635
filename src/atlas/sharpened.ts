import type { Instance } from '../claims/instance.js';
import { Rational } from '../exact/rational.js';
import { distributionAt, type Policy, unchecked } from '../policy/policy.js';

/**
 * The instance with nearly decided policies: every distribution p becomes q_a ∝ p_a^power. Random policies have weights
 * of 1 to 5; some failures (a step that is too long for its length, say) need probabilities close to 0 and 1.
 */
export function sharpened({ game, policies, parameters }: Instance, power: number): Instance {
  const sharper = ({ game: same, probability }: Policy): Policy =>
    unchecked(
      same,
      same.infoSets.map((_, set) => {
        const weights = distributionAt({ game: same, probability }, set).map((p) => p.pow(power));
        const total = Rational.sum(weights);
        return weights.map((weight) => weight.div(total));
      }),
    );
  return {
    game,
    policies: Object.fromEntries(Object.entries(policies).map(([name, policy]) => [name, sharper(policy)])),
    parameters,
  };
}
