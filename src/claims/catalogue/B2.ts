import { grae, leaveOneOut } from '../../estimate/estimators.js';
import { Rational } from '../../exact/rational.js';
import type { Claim } from '../claim.js';
import type { Instance } from '../instance.js';
import { groupSizeOf } from './estimatorOf.js';
import { GROUPS } from './groupFamily.js';
import { updateIs, updateIsNot } from './sameUpdate.js';

function shrinkage(instance: Instance): Rational {
  return Rational.ONE.sub(Rational.of(1, groupSizeOf(instance)));
}

/** GRAE shrinks the gradient. */
export const B2: Claim = {
  id: 'B2',
  title: "GRAE with the group's own mean expects (1 − 1/G) times the gradient",
  statement:
    'E[(1/G)·Σ_i Â_i ∇log π(τ_i)] = (1 − 1/G)·∇J over groups of G independent paths of one context each, with Â_i = R_i − (1/G)·Σ_j R_j, for every G and for softmax logits of every information set.',
  source: 'this project; for Eq. 9',
  regime: {
    information: 'any',
    expectation: 'finite group',
    optimiser: 'none',
    support: 'any',
    discount: 'any γ, in the returns as in J; rewards on the way allowed',
    order: 'none',
  },
  paper: 'says otherwise',
  expected: 'proved',
  remark:
    'The paper calls the estimate unbiased. It is not, for any finite G: a sample is part of its own baseline, which takes away 1/G of the gradient, and a group of one learns nothing. The direction is right, so only the step size changes; leave-one-out (B3) repairs it, being exactly G/(G − 1) times as long.',
  family: { ...GROUPS, parameters: () => ({ groupSize: ['1', '2', '3', '4'] }) },
  effort: 0.25,
  check: (instance) => updateIs(instance, grae(groupSizeOf(instance)), shrinkage(instance), '(1 − 1/G)·∇J'),
  variants: [
    {
      id: 'unbiased',
      title: 'The estimate is unbiased',
      expected: 'refuted',
      witness: updateIsNot((instance) => grae(groupSizeOf(instance)), '1'),
      check: (instance) => updateIs(instance, grae(groupSizeOf(instance)), Rational.ONE, '∇J'),
    },
    {
      id: 'others-mean',
      title: "The same factor, with the mean of the group's other members as the baseline",
      expected: 'refuted',
      drops: 'the sample itself is part of the mean',
      family: GROUPS,
      witness: updateIsNot((instance) => leaveOneOut(groupSizeOf(instance)), '1-1/G'),
      check: (instance) => updateIs(instance, leaveOneOut(groupSizeOf(instance)), shrinkage(instance), '(1 − 1/G)·∇J'),
    },
    {
      id: 'undiscounted-returns',
      title: 'The same for plain sums of rewards where J is discounted',
      expected: 'refuted',
      drops: 'the returns are discounted as J is',
      family: { ...GROUPS, discounts: ['1/2'] },
      witness: updateIsNot((instance) => ({ ...grae(groupSizeOf(instance)), returns: 'undiscounted' }), '1-1/G'),
      check: (instance) =>
        updateIs(
          instance,
          { ...grae(groupSizeOf(instance)), returns: 'undiscounted' },
          shrinkage(instance),
          '(1 − 1/G)·∇J',
        ),
    },
  ],
};
