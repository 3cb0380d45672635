import { value } from '../../evaluate/value.js';
import { optimalValue } from '../../evaluate/optimalValue.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, HOLDS, type Outcome } from '../outcome.js';
import type { SweepOptions } from '../../sweep/sweep.js';
import { checkFixedPoint, isFixed, largestImprovement } from './fixedPoint.js';
import { CONFINED_STEPS, stepOf, UNCONFINED_STEPS } from './sweepOf.js';
import { atHistory } from './witnesses.js';

const family: Family = {
  ...COMMON,
  policies: { old: 'any' },
  parameters: () => ({ step: CONFINED_STEPS, policy: ['as-drawn', 'swept'] }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1', '0'],
      ['0', '1'],
    ],
  },
};

/** A drawn policy that the step improves nowhere (or nowhere that it reaches) has J = J*. */
function fixedMeansBest({ game, policies, parameters }: Instance, weighting: SweepOptions['weighting']): Outcome {
  const policy = policies['old'];
  if (!largestImprovement(policy, stepOf(parameters['step']), weighting).isZero()) return HOLDS;
  return atLeast('J(π) at a fixed point π', value(policy)[0], 'J*', optimalValue(game)[0]);
}

/** Why convergence needs full support. */
export const E4: Claim = {
  id: 'E4',
  title: 'A fixed point of steps confined to the support of the policy is optimal',
  statement:
    'If at every history no candidate that is confined to the support of π has ⟨q, Q_π(h,·)⟩ − D(q) > V_π(h), then V_π(h) = V*(h) at every history (E3 without full support).',
  source: 'this project; Theorem 2 does not state the support that it needs',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax, confined to the support of π_k',
    support: 'partial',
    discount: 'γ = 1',
    order: 'any',
  },
  paper: 'silent',
  expected: 'refuted',
  remark:
    'An importance ratio sees no sample of an action that π never takes, so the clipped surrogate, χ² and every ratio box are confined. The smallest game has one turn: π is certain of an action that pays 0 beside one that pays 1. A history that π does not reach is as invisible, whatever the step (second variant).',
  family,
  witness: isFixed(atHistory({ id: 'fixed-point-everywhere' })),
  check: (instance) => checkFixedPoint(instance),
  variants: [
    {
      id: 'full-support',
      title: 'The same from policies of full support (E3)',
      expected: 'holds',
      drops: 'full support',
      family: {
        ...family,
        policies: { old: 'full' },
        parameters: () => ({ step: CONFINED_STEPS, policy: ['as-drawn'] }),
        tiny: {
          ...family.tiny,
          distributions: [
            ['1/2', '1/2'],
            ['1/4', '3/4'],
          ],
        },
      },
      check: (instance) => checkFixedPoint(instance),
    },
    {
      id: 'unreached',
      title: 'Any step will do, even one that may leave the support, if only reached histories are looked at',
      expected: 'refuted',
      drops: 'every history is looked at, reached or not',
      family: { ...family, policies: { old: 'deterministic' }, parameters: () => ({ step: UNCONFINED_STEPS }) },
      witness: isFixed({ id: 'fixed-point' }, 'reached'),
      check: (instance) => fixedMeansBest(instance, 'reached'),
    },
  ],
};
