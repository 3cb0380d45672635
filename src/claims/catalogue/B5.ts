import { grae } from '../../estimate/estimators.js';
import type { Claim } from '../claim.js';
import type { Family } from '../generate/family.js';
import { groupDeviationOf, groupSizeOf } from './estimatorOf.js';
import { GROUPS, TWO_ARMS } from './groupFamily.js';
import { downhill, notDownhill } from './notDownhill.js';
import { FEW_REWARDS, withTwoReturns } from './twoReturns.js';

const parameters: Family['parameters'] = () => ({ groupSize: ['2', '3', '4', '5'], deviation: ['n', 'n-1'] });

/** The group's standard deviation. */
export const B5: Claim = {
  id: 'B5',
  title: "Divided by its group's standard deviation, the expected update never points downhill",
  statement:
    "⟨E[update], ∇J⟩ ≥ 0 in softmax logits, for groups of G = 2, …, 5 paths and Â_i = (R_i − mean)/σ with the group's own mean and standard deviation (divisor G or G − 1; 0 where all returns are equal).",
  source: 'GRPO (Shao et al., 2024); the statement: this project',
  regime: {
    information: 'any',
    expectation: 'finite group',
    optimiser: 'one small gradient step',
    support: 'any',
    discount: 'γ = 1',
    order: 'simultaneous',
  },
  paper: 'not guaranteed',
  expected: 'refuted',
  remark:
    'The deviation turns returns into ranks, or nearly so: with G = 2 a pair of samples says which was better, not by how much. So a rare large reward is outvoted by a frequent small one, already between two arms, one of which is random. Fixed rewards suffice with three arms: 0, 1 and 100 under the policy (4, 16, 1)/21, G = 2. With two possible returns a context it cannot happen: the expected estimate is then an increasing affine function of the return.',
  family: { ...TWO_ARMS, parameters },
  witness: downhill(groupDeviationOf),
  check: (instance) => notDownhill(instance, groupDeviationOf(instance)),
  variants: [
    {
      id: 'without-deviation',
      title: 'The same without the division',
      expected: 'holds',
      drops: 'nothing is divided by the standard deviation, by adding it',
      family: { ...GROUPS, parameters: () => ({ groupSize: ['2', '3', '4'] }) },
      check: (instance) => notDownhill(instance, grae(groupSizeOf(instance))),
    },
    {
      id: 'two-returns',
      title: 'The same with the division, where only two returns occur (right or wrong)',
      expected: 'holds',
      drops: 'only two returns are possible, by adding it',
      family: { ...FEW_REWARDS, parameters },
      check: withTwoReturns((instance) => notDownhill(instance, groupDeviationOf(instance))),
    },
  ],
};
