import { grae, groupDeviation, leaveOneOut } from '../../estimate/estimators.js';
import { Rational } from '../../exact/rational.js';
import type { Claim } from '../claim.js';
import { groupSizeOf } from './estimatorOf.js';
import { GROUPS } from './groupFamily.js';
import { updateIs, updateIsNot } from './sameUpdate.js';

/** Leave-one-out. */
export const B3: Claim = {
  id: 'B3',
  title: 'With the mean of the other samples as its baseline, the estimated gradient is exactly unbiased',
  statement:
    'E[(1/G)·Σ_i Â_i ∇log π(τ_i)] = ∇J over groups of G ≥ 2 independent paths of one context each, with Â_i = R_i − (1/(G − 1))·Σ_{j≠i} R_j, for softmax logits of every information set.',
  source: 'Kool et al., 2019 (leave-one-out baseline; RLOO)',
  regime: {
    information: 'any',
    expectation: 'finite group',
    optimiser: 'none',
    support: 'any',
    discount: 'any γ, in the returns as in J; rewards on the way allowed',
    order: 'none',
  },
  paper: 'silent',
  expected: 'proved',
  family: GROUPS,
  effort: 0.25,
  check: (instance) => updateIs(instance, leaveOneOut(groupSizeOf(instance)), Rational.ONE, '∇J'),
  variants: [
    {
      id: 'own-sample',
      title: 'The sample may be part of its own baseline',
      expected: 'refuted',
      drops: 'the baseline is independent of the sample',
      witness: updateIsNot((instance) => grae(groupSizeOf(instance)), '1'),
      check: (instance) => updateIs(instance, grae(groupSizeOf(instance)), Rational.ONE, '∇J'),
    },
    {
      id: 'with-deviation',
      title: "The difference may be divided by the group's standard deviation",
      expected: 'refuted',
      drops: 'nothing is divided by the standard deviation',
      witness: updateIsNot(
        (instance) => ({ ...groupDeviation(groupSizeOf(instance)), baseline: 'leave-one-out' }),
        '1',
      ),
      check: (instance) =>
        updateIs(instance, { ...groupDeviation(groupSizeOf(instance)), baseline: 'leave-one-out' }, Rational.ONE, '∇J'),
    },
  ],
};
