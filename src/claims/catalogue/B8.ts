import { recordSweep } from '../../certify/record.js';
import { JOINT } from '../../estimate/estimators.js';
import { withoutDiscount } from '../../estimate/returnLaw.js';
import { value } from '../../evaluate/value.js';
import type { Policy } from '../../policy/policy.js';
import { type Sweep, sweep } from '../../sweep/sweep.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome } from '../outcome.js';
import { downhill, notDownhill } from './notDownhill.js';
import { stepOf, STEPS } from './sweepOf.js';
import { iterated } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1/2', '9/10'],
  parameters: () => ({ step: STEPS }),
};

/** J(π_{k+1}) ≥ J(π_k) for the game's own discount, after a sweep on returns with or without it. */
function sweepImproves(instance: Instance, returns: 'discounted' | 'undiscounted'): Outcome {
  const { policy } = sweepOn(instance, returns);
  return atLeast('J(π_{k+1})', value(policy)[0], 'J(π_k)', value(instance.policies['old'])[0]);
}

/** A sweep on returns with or without the game's discount, and its policy on the game itself. */
function sweepOn(
  { policies, parameters }: Instance,
  returns: 'discounted' | 'undiscounted',
): { readonly made: Sweep; readonly step: string; readonly policy: Policy } {
  const old = policies['old'];
  const seen = returns === 'discounted' ? old : { ...old, game: withoutDiscount(old.game) };
  const step = parameters['step'];
  const made = sweep(seen, { step: stepOf(step) });
  return { made, step, policy: { ...old, probability: made.policy.probability } };
}

/** Two discounts. */
export const B8: Claim = {
  id: 'B8',
  title: 'A sweep on plain sums of rewards never lowers a discounted objective',
  statement:
    'J(π_{k+1}) ≥ J(π_k) for J discounted by γ < 1 and one reverse sweep of exact mirror steps in which Â is made from undiscounted returns, as group-relative estimates are.',
  source: 'Eq. 9 has no discount; §3 defines J with one',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'full',
    discount: 'γ < 1 in J, 1 in the estimate',
    order: 'reverse',
  },
  paper: 'silent',
  expected: 'refuted',
  remark:
    'The sweep improves the undiscounted return (Theorem 1), which may mean taking a larger reward later. Where all paths have the same number of turns and pay at the end only, the two objectives differ by the factor γ^T, and nothing goes wrong.',
  family,
  witness: iterated({ id: 'monotone' }, (instance) => {
    const { made, step, policy } = sweepOn(instance, 'undiscounted');
    return [recordSweep(made, { step, order: 'reverse', estimator: 'joint/undiscounted' }, policy)];
  }),
  check: (instance) => sweepImproves(instance, 'undiscounted'),
  variants: [
    {
      id: 'matching-discount',
      title: 'The same with returns discounted as J is',
      expected: 'holds',
      drops: 'one discount for both, by adding it',
      check: (instance) => sweepImproves(instance, 'discounted'),
    },
    {
      id: 'gradient',
      title: 'The expected REINFORCE update on undiscounted returns never points downhill',
      expected: 'refuted',
      family: { ...family, parameters: () => ({}) },
      witness: downhill(() => ({ ...JOINT, returns: 'undiscounted' })),
      check: (instance) => notDownhill(instance, { ...JOINT, returns: 'undiscounted' }),
    },
  ],
};
