import { Rational } from '../../exact/rational.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import type { Outcome } from '../outcome.js';
import { underFullInformation } from './fullInformation.js';
import { gradientFalls, gradientImproves, safeStepSize } from './gradientImproves.js';

const family: Family = {
  ...COMMON,
  turns: 2,
  parameters: () => ({ size: ['1/10', '1', '100'] }),
  tiny: {
    ...COMMON.tiny,
    turns: [1],
    rewards: ['0', '1', '2'],
  },
};

const shared: Family = {
  ...family,
  information: { kind: 'shared', window: 0 },
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1'],
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

const sizeOf = ({ parameters }: Instance): Rational => Rational.parse(parameters['size']);

/** A step of the stated share of the safe size. */
function safeStep(instance: Instance): Outcome {
  const size = safeStepSize(instance.game).mul(Rational.parse(instance.parameters['share']));
  return gradientImproves(instance, size, 'start');
}

/** Gradient steps instead of argmax. */
export const D10: Claim = {
  id: 'D10',
  title: 'An exact softmax gradient step of any size lowers the value at no history',
  statement:
    'V_{π_{k+1}}(h) ≥ V_{π_k}(h) at every history h, for one exact gradient step on J in softmax logits, one logit for each history and action, of every size α ≥ 0.',
  source: 'this project; the usual bounds on α are not needed for it',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'one gradient step of size α, any α',
    support: 'full',
    discount: 'γ = 1',
    order: 'simultaneous',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'At each history Σ_a π_a·A_a·e^(c·π_a·A_a) ≥ Σ_a π_a·A_a = 0 term by term, as x·(e^(cx) − 1) ≥ 0: the new distribution has a mean old advantage that is not negative, and policy improvement does the rest. So REINFORCE with exact expectations is monotone without any condition on the step size. With shared logits it is not: there the step must stay below a bound on the curvature, such as 2/β with β = ½·(max R − min R)·(2T² + T/2). All comparisons are made on enclosures.',
  family,
  check: underFullInformation((instance) => gradientImproves(instance, sizeOf(instance), 'every history')),
  variants: [
    {
      id: 'shared-parameters',
      title: 'One distribution may serve all turns',
      expected: 'refuted',
      drops: 'one logit for each history and action',
      family: { ...shared, parameters: () => ({ size: ['10', '100'] }) },
      witness: gradientFalls(sizeOf),
      check: (instance) => gradientImproves(instance, sizeOf(instance), 'start'),
    },
    {
      id: 'blind',
      title: 'One distribution may serve all histories of a turn',
      expected: 'refuted',
      drops: 'one logit for each history and action',
      family: {
        ...shared,
        information: { kind: 'truncated', window: 0 },
        parameters: () => ({ size: ['10', '100'] }),
      },
      witness: gradientFalls(sizeOf),
      check: (instance) => gradientImproves(instance, sizeOf(instance), 'start'),
    },
    {
      id: 'shared-small-steps',
      title: 'One distribution serves all turns, and the step is at most 2/β',
      expected: 'holds',
      drops: 'one logit for each history and action, and any size',
      family: { ...shared, parameters: () => ({ share: ['1/10', '1'] }) },
      check: safeStep,
    },
  ],
  effort: 1 / 4,
};
