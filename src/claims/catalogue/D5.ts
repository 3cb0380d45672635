import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { pathSurrogate, jointRatioTerm, product, type PathTerm } from '../../sweep/jointSurrogate.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome, VACUOUS } from '../outcome.js';
import { staysWithin } from './staysWithin.js';
import { stated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  information: { kind: 'shared', window: 0 },
  policies: { old: 'full', candidate: 'any' },
  parameters: () => ({ epsilon: ['1/5', '1/2'] }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['1', '0'],
      ['0', '1'],
    ],
  },
};

/** With old policies that never take some action. */
const withZeros: Family = {
  ...family,
  policies: { old: 'any', candidate: 'any' },
  tiny: {
    ...family.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['1', '0'],
    ],
  },
};

/** J(π̄) − J(π_k) ≥ E_{π_k}[term]. */
function isMinorant({ policies, parameters }: Instance, label: string, term: PathTerm): Outcome {
  const { old, candidate } = policies;
  const gain = value(candidate)[0].sub(value(old)[0]);
  const surrogate = pathSurrogate(old, candidate, Rational.parse(parameters['epsilon']), term);
  return atLeast('J(π̄) − J(π_k)', gain, label, surrogate);
}

const asStated = (instance: Instance): Outcome =>
  isMinorant(instance, 'E_{π_k}[min(ρ_{1:T}Â, clip(ρ_{1:T})Â)]', jointRatioTerm);

/** The certificate that the surrogate promises more than the candidate gains. */
const isNoMinorant = (surrogate: string): WitnessMaker =>
  stated(({ parameters }) => ({ id: 'minorant', surrogate, epsilon: parameters['epsilon'] }), 'candidate');

/** The surrogate that needs no regime. */
export const D5: Claim = {
  id: 'D5',
  title: 'The clipped surrogate with the joint ratio never promises more than the true gain',
  statement:
    'E_{π_k}[min(ρ_{1:T}·Â, clip(ρ_{1:T}, 1−ε, 1+ε)·Â)] ≤ J(π̄) − J(π_k) for every π̄ that takes no action that π_k never takes, whatever shares parameters, ρ_{1:T} being the ratio of the whole path; so a π̄ with a surrogate that is not negative cannot lower J.',
  source: 'this project',
  regime: {
    information: 'any',
    expectation: 'exact',
    optimiser: 'none: any candidate',
    support: 'full',
    discount: 'any γ; rewards on the way allowed',
    order: 'none',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    "The minimum is at most ρÂ, and E_{π_k}[ρ_{1:T}Â] = J(π̄) − J(π_k) by change of measure: two lines, which need neither full information nor an argmax. The price is the joint ratio's variance. The clip only makes the surrogate more careful: it could be left away, but what is estimated from samples is safer with it.",
  family,
  check: (instance) => (staysWithin(instance.policies) ? asStated(instance) : VACUOUS),
  variants: [
    {
      id: 'without-min',
      title: 'The minimum may be left out: the clipped ratio alone will do',
      expected: 'refuted',
      drops: 'the minimum with the ratio as it is',
      witness: isNoMinorant('joint without the minimum'),
      check: (instance) =>
        isMinorant(instance, 'E_{π_k}[clip(ρ_{1:T})Â]', (all, advantage, clip) => clip(product(all)).mul(advantage)),
    },
    {
      id: 'product-of-clipped-ratios',
      title: "The product of the turns' clipped ratios may take the joint ratio's place",
      expected: 'refuted',
      drops: 'the joint ratio, and the minimum with it',
      witness: isNoMinorant('product of clipped ratios'),
      check: (instance) =>
        isMinorant(instance, 'E_{π_k}[(Π_t clip(ρ_t))·Â]', (all, advantage, clip) =>
          product(all.map(clip)).mul(advantage),
        ),
    },
    {
      id: 'ratio-per-turn',
      title: 'One ratio per turn will do, as in PPO: the sum of the turns’ surrogates is a minorant too',
      expected: 'refuted',
      drops: 'the joint ratio',
      witness: isNoMinorant('one ratio per turn'),
      check: (instance) =>
        isMinorant(instance, 'E_{π_k}[Σ_t min(ρ_tÂ, clip(ρ_t)Â)]', (all, advantage, clip) =>
          Rational.sum(all.map((ratio) => Rational.min(ratio.mul(advantage), clip(ratio).mul(advantage)))),
        ),
    },
    {
      id: 'partial-support',
      title: 'The same when π_k never takes some action',
      expected: 'refuted',
      drops: 'the candidate stays within the support of π_k',
      family: withZeros,
      witness: isNoMinorant('joint'),
      check: asStated,
    },
    {
      id: 'within-support',
      title: 'Full support is not needed where the candidate takes no action that π_k never takes',
      expected: 'holds',
      drops: 'full support of π_k, replaced by: the candidate stays within it',
      family: withZeros,
      check: (instance) => (staysWithin(instance.policies) ? asStated(instance) : VACUOUS),
    },
    {
      id: 'own-parameters',
      title: 'The same where every history has a distribution of its own',
      expected: 'holds',
      family: { ...family, information: { kind: 'full' } },
      check: asStated,
    },
  ],
};
