import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { type Outcome, VACUOUS } from '../outcome.js';
import { mistakenSign } from './alteredSteps.js';
import { sweepImproves } from './D1.js';
import { underFullInformation } from './fullInformation.js';
import { allOrders, allTies, CONFINED_STEPS, STEPS, UNCONFINED_STEPS, WEIGHTINGS } from './sweepOf.js';
import { swept, sweptToCandidate } from './witnesses.js';

const family: Family = {
  ...COMMON,
  policies: { old: 'any' },
  parameters: (game) => ({ step: STEPS, order: allOrders(game), tie: allTies(game), weighting: WEIGHTINGS }),
  tiny: {
    ...COMMON.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1', '0'],
    ],
  },
};

/** The premise: a step that may leave the support of π_k does not meet histories that were changed at will. */
function improvesWithinReach(instance: Instance): Outcome {
  const { step, weighting } = instance.parameters;
  if (weighting === 'anything' && !CONFINED_STEPS.includes(step)) return VACUOUS;
  return sweepImproves(instance);
}

/** Theorem 1 without full support. */
export const D11: Claim = {
  id: 'D11',
  title: 'With partial support, too, one sweep never lowers the expected return',
  statement:
    'J(π_{k+1}) ≥ J(π_k) for one sweep from a policy of any support, with steps confined to the support of π_k whatever happens at unreached histories, and with any other step if unreached histories keep their distribution or take the argmax as well.',
  source: 'this project; HAML supposes full support for the optimum only',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'any',
    discount: 'γ = 1',
    order: 'any: reverse, forward, simultaneous, every permutation',
  },
  paper: 'silent',
  expected: 'holds',
  remark:
    'Support is no condition for improvement, only for the optimum (E4). Where no sample was drawn nothing is known, and that is harmless as long as the new policy does not go there: steps made of importance ratios do not, a Euclidean projection may.',
  family,
  check: underFullInformation(improvesWithinReach),
  variants: [
    {
      id: 'unconfined-anything',
      title: 'Any step will do, even if histories that drew no sample are changed at will',
      expected: 'refuted',
      drops: 'a step that leaves the support of π_k finds unreached histories unchanged or improved',
      family: {
        ...family,
        parameters: (game) => ({ ...family.parameters(game), step: UNCONFINED_STEPS, weighting: ['anything'] }),
      },
      witness: swept({ id: 'monotone' }),
      check: (instance) => sweepImproves(instance),
    },
    {
      id: 'mistaken-sign',
      title: 'Any candidate of the neighbourhood will do: here the one found with the sign of M mistaken',
      expected: 'refuted',
      drops: 'the candidate is the argmax',
      witness: sweptToCandidate({ id: 'monotone' }, mistakenSign),
      check: (instance) => sweepImproves(instance, mistakenSign),
      altered: mistakenSign,
    },
  ],
};
