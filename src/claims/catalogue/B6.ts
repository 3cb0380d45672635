import { batchDeviation, reinforcePlusPlus } from '../../estimate/estimators.js';
import type { Claim } from '../claim.js';
import type { Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import type { Outcome } from '../outcome.js';
import { batchDeviationOf, groupSizeOf } from './estimatorOf.js';
import { GROUPS, TWO_ARMS } from './groupFamily.js';
import { downhill, notDownhill } from './notDownhill.js';

const parameters: Family['parameters'] = () => ({
  groupSize: ['2', '3'],
  batchContexts: ['2', '3'],
  deviation: ['n', 'n-1'],
});

function inFiniteBatch(instance: Instance): Outcome {
  return notDownhill(instance, batchDeviationOf(instance));
}

/** The batch's standard deviation. */
export const B6: Claim = {
  id: 'B6',
  title: 'Divided by the standard deviation of the same finite batch, the expected update never points downhill',
  statement:
    '⟨E[update], ∇J⟩ ≥ 0 in softmax logits, for batches of B ≥ 2 groups of G paths, with Ã = (Â − μ_B)/σ_B, Â the difference from the group mean, and μ_B, σ_B the mean and standard deviation of Â over the same B·G samples.',
  source: 'the normalisation of §4.2; the statement: this project',
  regime: {
    information: 'any',
    expectation: 'finite group',
    optimiser: 'one small gradient step',
    support: 'any',
    discount: 'γ = 1',
    order: 'simultaneous',
  },
  paper: 'guaranteed',
  expected: 'refuted',
  remark:
    'The paper treats μ_B and σ_B as constants. They are made from the samples that they scale: a batch with the rare large reward in it has a large σ_B, and counts for less. B = 1 is the group deviation of B5; B = 2 fails already. Only in the limit of an infinite batch are they constants, and then the update is a positive multiple of (1 − 1/G)·∇J.',
  family: { ...TWO_ARMS, parameters },
  effort: 0.5,
  witness: downhill(batchDeviationOf),
  check: inFiniteBatch,
  variants: [
    {
      id: 'infinite-batch',
      title: 'The same in the limit of an infinite batch, for own and for shared logits',
      expected: 'holds',
      drops: 'σ_B is a constant, by adding: the batch is infinite',
      family: { ...GROUPS, parameters: () => ({ groupSize: ['2', '3'], sharing: ['sets', 'labels'] }) },
      check: (instance) =>
        notDownhill(
          instance,
          batchDeviation(groupSizeOf(instance), 'limit'),
          instance.parameters['sharing'] === 'labels' ? 'labels' : 'sets',
        ),
    },
    {
      id: 'single-paths',
      title: 'The same for single paths without groups, normalised over a batch of B (REINFORCE++)',
      expected: 'refuted',
      family: { ...TWO_ARMS, parameters: () => ({ batchContexts: ['2', '3', '4'] }) },
      witness: downhill(({ parameters }) => reinforcePlusPlus(Number(parameters['batchContexts']))),
      check: (instance) => notDownhill(instance, reinforcePlusPlus(Number(instance.parameters['batchContexts']))),
    },
  ],
};
