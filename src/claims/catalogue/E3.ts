import { reachProbability } from '../../evaluate/reachProbability.js';
import { hasFullSupport } from '../../policy/policy.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { HOLDS, type Outcome, VACUOUS } from '../outcome.js';
import { attainsTheBest, BLIND } from './attainsTheBest.js';
import {
  checkFixedPoint,
  fixedIffOptimal,
  isFixed,
  largestImprovement,
  POLICIES,
  preparedPolicy,
} from './fixedPoint.js';
import { underFullInformation } from './fullInformation.js';
import { CONFINED_STEPS, STEPS, stepOf, UNCONFINED_STEPS } from './sweepOf.js';
import { atHistory } from './witnesses.js';

const family: Family = {
  ...COMMON,
  discounts: ['1', '1/2'],
  parameters: () => ({ step: STEPS, policy: POLICIES }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

const ANY_SUPPORT: Family = {
  ...family,
  policies: { old: 'any' },
  tiny: {
    ...family.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1', '0'],
      ['0', '1'],
    ],
  },
};

/** The premise: around π the neighbourhood holds a ball, that is, the step is not confined or π has full support. */
function fixedPointsAreOptimal(instance: Instance): Outcome {
  const step = stepOf(instance.parameters['step']);
  const policy = preparedPolicy(instance, step);
  if (CONFINED_STEPS.includes(step.name) && !hasFullSupport(policy)) return VACUOUS;
  return fixedIffOptimal(policy, step);
}

/** With less than full information, where every set is reached: fixed points attain the best J with this information. */
function fixedPointsAttainTheBest(instance: Instance): Outcome {
  const { game } = instance;
  const step = stepOf(instance.parameters['step']);
  const policy = preparedPolicy(instance, step);
  const reach = reachProbability(game, policy.probability);
  if (game.infoSets.some((nodes) => nodes.every((i) => reach[i].isZero()))) return VACUOUS;
  return largestImprovement(policy, step).isZero() ? attainsTheBest(policy) : HOLDS;
}

/** The core of Theorem 2. */
export const E3: Claim = {
  id: 'E3',
  title: 'A policy that no history can improve is globally optimal',
  statement:
    'If at every history, reached or not, no candidate q of the neighbourhood has ⟨q, Q_π(h,·)⟩ − D(q) > V_π(h), with a valid drift and a neighbourhood that holds a ball around π, then V_π(h) = V*(h) at every history.',
  source: 'Theorem 2 (its core); the one-shot deviation principle',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax; steps confined to the support of π need a π of full support',
    support: 'any',
    discount: 'any γ',
    order: 'any (a fixed point of one is one of all)',
  },
  paper: 'guaranteed',
  expected: 'proved',
  remark:
    'Drawn policies are seldom fixed points. So the check also reads the statement backwards (a policy that is not optimal at some history has a strict improvement at some history) and forwards with optimal, nearly optimal and swept policies (parameter "policy"); "strict" counts the fixed points met.',
  family,
  check: underFullInformation(fixedPointsAreOptimal),
  variants: [
    {
      id: 'total-variation-penalty',
      title: 'A penalty with a slope at π, such as total variation, will do as a drift (C5)',
      expected: 'refuted',
      drops: 'the drift is flat at π',
      family: {
        ...family,
        parameters: () => ({ step: ['total-variation-penalty:1', 'total-variation-penalty:4'], policy: ['as-drawn'] }),
      },
      witness: isFixed(atHistory({ id: 'fixed-point-everywhere' })),
      check: (instance) => checkFixedPoint(instance),
    },
    {
      id: 'confined',
      title: 'The step may be confined to the support of π (E4)',
      expected: 'refuted',
      drops: 'the neighbourhood holds a ball around π',
      family: { ...ANY_SUPPORT, parameters: () => ({ step: CONFINED_STEPS, policy: POLICIES }) },
      witness: isFixed(atHistory({ id: 'fixed-point-everywhere' })),
      check: (instance) => checkFixedPoint(instance),
    },
    {
      id: 'reached-only',
      title: 'It is enough that no history that π reaches can be improved',
      expected: 'refuted',
      drops: 'at every history, reached or not',
      family: { ...ANY_SUPPORT, parameters: () => ({ step: UNCONFINED_STEPS, policy: ['as-drawn', 'swept'] }) },
      witness: isFixed(atHistory({ id: 'fixed-point-everywhere' }), 'reached'),
      check: (instance) => checkFixedPoint(instance, 'reached'),
    },
    {
      id: 'truncated',
      title: 'A policy that does not see its past is the best of its kind when no information set can be improved',
      expected: 'refuted',
      drops: 'full information: such a point is a Nash equilibrium of the turns, no more',
      family: {
        ...BLIND,
        policies: { old: 'any' },
        parameters: () => ({ step: UNCONFINED_STEPS, policy: ['as-drawn', 'swept'] }),
      },
      witness: isFixed({ id: 'fixed-point' }),
      check: fixedPointsAttainTheBest,
    },
  ],
};
