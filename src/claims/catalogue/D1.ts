import { recordSweep } from '../../certify/record.js';
import { value } from '../../evaluate/value.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import { uniformPolicy } from '../../policy/policy.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome } from '../outcome.js';
import { aroundUniform, mistakenSign } from './alteredSteps.js';
import { underFullInformation } from './fullInformation.js';
import { klImprovement } from './klImprovement.js';
import { allOrders, allTies, STEPS, sweepOf } from './sweepOf.js';
import { iterated, swept, sweptToCandidate, wordsOf } from './witnesses.js';

const family: Family = {
  ...COMMON,
  parameters: (game) => ({
    step: STEPS,
    order: allOrders(game),
    tie: allTies(game),
    weighting: ['every-history', 'anything'],
  }),
  tiny: {
    ...COMMON.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

/** J(π_{k+1}) ≥ J(π_k) for one sweep; with `altered(step)` in place of the step where given. */
export function sweepImproves(instance: Instance, altered?: (step: MirrorStep) => MirrorStep): Outcome {
  const after = value(sweepOf(instance, altered).policy)[0];
  return atLeast('J(π_{k+1})', after, 'J(π_k)', value(instance.policies['old'])[0]);
}

/** The certificate that a sweep around the uniform policy lowers J. */
const sweptAroundUniform: WitnessMaker = iterated(
  { id: 'monotone' },
  (instance) => [recordSweep(sweepOf(instance, aroundUniform), { ...wordsOf(instance), around: 'reference' })],
  { policies: ({ game }) => ({ reference: uniformPolicy(game) }) },
);

/** Theorem 1. */
export const D1: Claim = {
  id: 'D1',
  title: 'One sweep never lowers the expected return',
  statement:
    'J(π_{k+1}) ≥ J(π_k) for one sweep of exact mirror steps with any valid drift, any neighbourhood of π_k, any tie-breaking and any order of turns.',
  source: 'Theorem 1',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'full',
    discount: 'γ = 1 (any γ, and rewards on the way: D2)',
    order: 'any: reverse, forward, simultaneous, every permutation',
  },
  paper: 'guaranteed',
  expected: 'proved',
  remark:
    'The proof needs only that each turn improves on the policy in force. So it matters little what happens at a history that the updated prefix no longer reaches, where an expectation-weighted objective has weight 0: J does not fall whether the argmax is taken there too, the history keeps its distribution (as in D2), or it gets any distribution at all (parameter "weighting"). In reverse order from full support every history is still reached and the three agree. In the other orders "any distribution" loses D2, values at histories off the path, and "keeps" loses what comes later: optimality (E1, E3). Full information is more than D1 needs: with one distribution for several histories of a turn every sequential order keeps J monotone, since a turn is then one block of a coordinate ascent; the simultaneous update does not, nor does one distribution for several turns.',
  family,
  check: underFullInformation((instance) => sweepImproves(instance)),
  variants: [
    {
      id: 'mistaken-sign',
      title: 'Any candidate of the neighbourhood will do: here the one found with the sign of M mistaken',
      expected: 'refuted',
      drops: 'the candidate is the argmax',
      witness: sweptToCandidate({ id: 'monotone' }, mistakenSign),
      check: (instance) => sweepImproves(instance, mistakenSign),
      altered: mistakenSign,
    },
    {
      id: 'shared-parameters',
      title: 'One distribution may serve all turns',
      expected: 'refuted',
      drops: 'full information: a set spans turns',
      family: {
        ...family,
        information: { kind: 'shared', window: 0 },
        parameters: () => ({ step: ['clip:1/5', 'ratio-box:1/5'], order: ['reverse'] }),
      },
      witness: swept({ id: 'monotone' }),
      check: (instance) => sweepImproves(instance),
    },
    {
      id: 'blind-simultaneous',
      title: 'The policy need not see its past when all turns are updated at once',
      expected: 'refuted',
      drops: 'full information: a set spans histories of a turn, and the order is simultaneous',
      family: {
        ...family,
        information: { kind: 'truncated', window: 0 },
        parameters: (game) => ({ step: STEPS, order: ['simultaneous'], tie: allTies(game) }),
      },
      witness: swept({ id: 'monotone' }),
      check: (instance) => sweepImproves(instance),
    },
    {
      id: 'reference-drift',
      title:
        'The drift may measure the distance from a fixed reference policy, as a KL penalty to the initial model does',
      expected: 'refuted',
      drops: 'the drift is 0 at π_k',
      family: {
        ...family,
        parameters: () => ({ step: ['euclidean:1', 'euclidean:5', 'chi-square:1'], order: ['reverse'] }),
      },
      witness: sweptAroundUniform,
      check: (instance) => sweepImproves(instance, aroundUniform),
      altered: aroundUniform,
    },
    {
      id: 'reference-neighbourhood',
      title: 'The neighbourhood may lie around a fixed reference policy',
      expected: 'refuted',
      drops: 'the neighbourhood contains π_k',
      family: {
        ...family,
        parameters: () => ({ step: ['ratio-box:1/5', 'total-variation:1/10'], order: ['reverse'] }),
      },
      witness: sweptAroundUniform,
      check: (instance) => sweepImproves(instance, aroundUniform),
      altered: aroundUniform,
    },
    {
      id: 'kl-drift',
      title: 'The drift may be λ·KL(q‖p), decided by enclosures',
      expected: 'holds',
      family: {
        ...family,
        turns: 2,
        actions: [2, 2],
        chance: false,
        parameters: (game) => ({ lambda: ['1/4', '1'], order: allOrders(game) }),
        tiny: { ...family.tiny, turns: [1] },
      },
      check: underFullInformation(klImprovement),
    },
  ],
};
