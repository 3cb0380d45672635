import { value } from '../../evaluate/value.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import type { Outcome } from '../outcome.js';
import { mistakenSign } from './alteredSteps.js';
import { atLeastEverywhere } from './everyHistory.js';
import { underFullInformation } from './fullInformation.js';
import { allOrders, allTies, STEPS, sweepOf } from './sweepOf.js';
import { atHistory, swept, sweptToCandidate } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  parameters: (game) => ({
    step: STEPS,
    order: allOrders(game),
    tie: allTies(game),
    weighting: ['every-history', 'reached'],
  }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [['1/4', '3/4']],
    coin: false,
  },
};

/** V_{π_{k+1}}(h) ≥ V_{π_k}(h) at every history h. */
function noHistoryLoses(instance: Instance, altered?: (step: MirrorStep) => MirrorStep): Outcome {
  const { game, policies } = instance;
  return atLeastEverywhere(
    game,
    { label: 'V_{π_{k+1}}(h)', values: value(sweepOf(instance, altered).policy) },
    { label: 'V_{π_k}(h)', values: value(policies['old']) },
  );
}

/** Theorem 1 at every history. */
export const D2: Claim = {
  id: 'D2',
  title: 'One sweep lowers the value at no history',
  statement:
    'V_{π_{k+1}}(h) ≥ V_{π_k}(h) at every history h, for one sweep of exact mirror steps with any valid drift, any neighbourhood of π_k, any tie-breaking and any order of turns.',
  source: 'Theorem 1; Zhong et al., JMLR 2024 (HAML)',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'full',
    discount: 'any γ; rewards on the way allowed',
    order: 'any: reverse, forward, simultaneous, every permutation',
  },
  paper: 'guaranteed',
  expected: 'proved',
  remark:
    'Also when a history that the updated prefix no longer reaches keeps its distribution (parameter "weighting"): a turn may leave histories out. What it may not do is to change them at will, although an objective that is an expectation over paths allows it.',
  family,
  check: underFullInformation((instance) => noHistoryLoses(instance)),
  variants: [
    {
      id: 'anything-unreached',
      title: 'A history that the updated prefix no longer reaches may get any distribution',
      expected: 'refuted',
      drops: 'an update at a history is an argmax there, whether it is reached or not',
      family: { ...family, parameters: (game) => ({ ...family.parameters(game), weighting: ['anything'] }) },
      witness: swept(atHistory({ id: 'monotone-everywhere' })),
      check: (instance) => noHistoryLoses(instance),
    },
    {
      id: 'truncated',
      title: 'The policy need not see its past',
      expected: 'refuted',
      drops: 'full information: one distribution weighs several histories, and some may lose although J does not',
      family: {
        ...family,
        information: { kind: 'truncated', window: 0 },
        parameters: (game) => ({ step: STEPS, order: ['reverse', 'forward'], tie: allTies(game) }),
      },
      witness: swept(atHistory({ id: 'monotone-everywhere' })),
      check: (instance) => noHistoryLoses(instance),
    },
    {
      id: 'mistaken-sign',
      title: 'Any candidate of the neighbourhood will do: here the one found with the sign of M mistaken',
      expected: 'refuted',
      drops: 'the candidate is the argmax',
      witness: sweptToCandidate(atHistory({ id: 'monotone-everywhere' }), mistakenSign),
      check: (instance) => noHistoryLoses(instance, mistakenSign),
      altered: mistakenSign,
    },
  ],
};
