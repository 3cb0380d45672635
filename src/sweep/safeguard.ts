import { Rational } from '../exact/rational.js';
import { distributionAt, type Policy, unchecked } from '../policy/policy.js';
import { jointRatioSurrogate } from './jointSurrogate.js';

/** What the safeguard made of a proposal. */
export interface Safeguarded {
  readonly policy: Policy;
  /** The share of the way from the old policy to the proposal: 1, 1/2, 1/4, …; 0 when the old policy was kept. */
  readonly share: Rational;
}

/** Does the surrogate accept the candidate? */
export type Accepts = (candidate: Policy) => boolean;

const HALF = Rational.of(1, 2);

/**
 * The safeguard (claim D7): of the policies (1 − s)·π_k + s·proposal with s = 1, 1/2, …, 2^−halvings the first
 * whose joint-ratio surrogate is not negative, else π_k. As the surrogate is a minorant of the gain (D5), J cannot
 * fall, whoever made the proposal and whatever shares parameters; and it is an expectation over the batch that was
 * drawn from π_k, so that no new sample is needed. Mixtures are per information set, which keeps the information.
 * The proposal must take no action that π_k never takes. Throws RangeError unless `halvings` is an integer ≥ 0.
 */
export function safeguard(
  old: Policy,
  proposal: Policy,
  epsilon: Rational,
  halvings: number,
  accepts: Accepts = (candidate) => jointRatioSurrogate(old, candidate, epsilon).sign() >= 0,
): Safeguarded {
  if (!Number.isInteger(halvings) || halvings < 0) {
    throw new RangeError(`the number of halvings must be an integer that is not negative, not ${halvings}`);
  }
  let share = Rational.ONE;
  for (let n = 0; n <= halvings; n++) {
    const policy = mixture(old, proposal, share);
    if (accepts(policy)) return { policy, share };
    share = share.mul(HALF);
  }
  return { policy: old, share: Rational.ZERO };
}

/** (1 − s)·π_k + s·proposal at every information set. */
export function mixture(old: Policy, proposal: Policy, share: Rational): Policy {
  const rest = Rational.ONE.sub(share);
  return unchecked(
    old.game,
    old.game.infoSets.map((_, set) => {
      const wish = distributionAt(proposal, set);
      return distributionAt(old, set).map((p, a) => rest.mul(p).add(share.mul(wish[a])));
    }),
  );
}
