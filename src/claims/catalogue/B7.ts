import { batchDeviation, groupDeviation } from '../../estimate/estimators.js';
import type { Claim } from '../claim.js';
import type { Family } from '../generate/family.js';
import { TWO_ARMS } from './groupFamily.js';
import { downhill, notDownhill } from './notDownhill.js';

const contexts: Family = { ...TWO_ARMS, tiny: { ...TWO_ARMS.tiny, rewards: ['0', '1', '2'] } };

/** One scale for each context. */
export const B7: Claim = {
  id: 'B7',
  title: 'Dividing each context by its own standard deviation keeps the update uphill where contexts share parameters',
  statement:
    '⟨E[update], ∇J⟩ ≥ 0 for the logits θ_a that all contexts share, π_θ(a|s0) ∝ exp(θ_a + b_{s0,a}), with Â = (R − V(s0))/σ(s0) and the exact V(s0) and σ(s0) (the limit of large groups).',
  source: 'GRPO (Shao et al., 2024); the statement: this project',
  regime: {
    information: 'any',
    expectation: 'exact',
    optimiser: 'one small gradient step',
    support: 'any',
    discount: 'γ = 1',
    order: 'simultaneous',
  },
  paper: 'not guaranteed',
  expected: 'refuted',
  remark:
    'A context is scaled by a number of its own: one in which little is at stake counts as much as one in which much is. So a majority of contexts with small stakes outvotes one with large stakes. Two contexts suffice, with fixed rewards and the uniform policy (for which the shared logits are all that there is, b = 0): probability 1/3 with arms 3, 0 against probability 2/3 with arms 0, 1. Three are needed where contexts are equally likely and the policy uniform: arms 4, 0 against twice 0, 1. Nor does it help that rewards are only 0 or 1: probability 1/3, arms 1, 0, policy (1/2, 1/2) against 2/3, arms 0, 1, policy (1/10, 9/10).',
  family: contexts,
  witness: downhill(() => groupDeviation('limit'), 'labels'),
  check: (instance) => notDownhill(instance, groupDeviation('limit'), 'labels'),
  variants: [
    {
      id: 'own-parameters',
      title: 'The same where every history has logits of its own',
      expected: 'holds',
      drops: 'contexts share no parameter, by adding it',
      check: (instance) => notDownhill(instance, groupDeviation('limit')),
    },
    {
      id: 'one-scale',
      title: 'The same with one standard deviation for all contexts, that of an infinite batch',
      expected: 'holds',
      drops: 'one scale for all contexts, by adding it',
      check: (instance) => notDownhill(instance, batchDeviation('limit', 'limit'), 'labels'),
    },
  ],
};
