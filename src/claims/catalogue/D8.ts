import { recordMade } from '../../certify/record.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import type { Policy } from '../../policy/policy.js';
import { type CarryRule, carrySweep, clippedCarry, exactCarry } from '../../sweep/carrySweep.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome } from '../outcome.js';
import { atLeastEverywhere } from './everyHistory.js';
import { underFullInformation } from './fullInformation.js';
import { sweepOptions } from './sweepOf.js';
import { atHistory, iterated } from './witnesses.js';

const STEPS = ['clip:1/5', 'ratio-box:1/2', 'chi-square:1', 'supported'];

/** Longer games, in which more is lost on the way, and a wide clip among the narrow ones. */
const family: Family = {
  ...COMMON,
  turns: 4,
  actions: [2, 2],
  rewards: [0, 3],
  edgeRewards: true,
  parameters: () => ({ step: ['supported'], tie: ['first', 'last', 'adversarial'], epsilon: ['1/5', '1/2', '9/10'] }),
};

const epsilonOf = ({ parameters }: Instance): Rational => Rational.parse(parameters['epsilon']);

/** V_{π_k} and V_{π_{k+1}} per node, M carried with this rule. */
function beforeAndAfter(instance: Instance, carry: CarryRule): [before: Rational[], after: Rational[]] {
  return [value(instance.policies['old']), value(carriedTo(instance, carry))];
}

function carriedTo(instance: Instance, carry: CarryRule): Policy {
  const { step, tie } = sweepOptions(instance);
  return carrySweep(instance.policies['old'], step, carry, tie);
}

function nowhereWorse(instance: Instance, carry: CarryRule): Outcome {
  const [before, after] = beforeAndAfter(instance, carry);
  return atLeastEverywhere(
    instance.game,
    { label: 'V_{π_{k+1}}(h)', values: after },
    { label: 'V_{π_k}(h)', values: before },
  );
}

function improves(instance: Instance, carry: CarryRule): Outcome {
  const [before, after] = beforeAndAfter(instance, carry);
  return atLeast('J(π_{k+1})', after[0], 'J(π_k)', before[0]);
}

/** What the released code carries from turn to turn. */
export const D8: Claim = {
  id: 'D8',
  title: 'With M built from clipped ratios, as the released code does, a sweep lowers the value at no history',
  statement:
    'V_{π_{k+1}}(h) ≥ V_{π_k}(h) at every history h for one reverse sweep of exact argmax steps with M_t = c_t·Â, c_{T+1} = 1 and c_t = clip(clip(ρ_t)·c_{t+1}), both clips to [1 − ε, 1 + ε].',
  source: "the authors' released training code (it clips per turn and again after accumulation)",
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse',
  },
  paper: 'silent',
  expected: 'refuted',
  remark:
    'c is no change of measure any more: its mean given a history is not 1. An action whose later turn now favours what was rare keeps only 1 − ε of its advantage, so that of two nearly equal branches the worse may look better. J itself can fall, with ε = 1/5 and the plain argmax already in two turns: a (1/4) leads to a fair coin, heads to a choice between 60 and 60 (taken 1/10 and 9/10), tails to −54; z (3/4) pays −1; J falls from 0 to −1. Such instances are rare: none among 40,000 random games for J, about one in 6,000 where ε = 9/10. With two turns and no chance between them J cannot fall if the steps are argmaxes: there E[c·Â|a] ≥ 0 and V_{π_{k+1}} ≥ V(s0) go together, as c is larger on all actions of positive Â than on the others. With three turns and no chance it can fall again.',
  family,
  witness: iterated(atHistory({ id: 'monotone-everywhere' }), (instance) => {
    const carry = `clipped:${epsilonOf(instance)}`;
    const { step } = instance.parameters;
    const words = { estimator: 'joint', step, order: 'reverse', carry, unreached: 'argmax' } as const;
    return [recordMade(carriedTo(instance, clippedCarry(epsilonOf(instance))), words)];
  }),
  check: underFullInformation((instance) => nowhereWorse(instance, clippedCarry(epsilonOf(instance)))),
  variants: [
    {
      id: 'exact-ratios',
      title: 'With M built from the ratios as they are (Eq. 8)',
      expected: 'holds',
      drops: 'the clips',
      family: { ...family, turns: 3 },
      check: (instance) => nowhereWorse(instance, exactCarry),
    },
    {
      id: 'two-turns-without-chance',
      title: 'With two turns and no chance in between, for J',
      expected: 'holds',
      drops: 'chance, and a third turn',
      family: {
        ...family,
        turns: 2,
        actions: [2, 3],
        chance: false,
        parameters: (game) => ({ ...family.parameters(game), step: STEPS }),
      },
      check: (instance) => improves(instance, clippedCarry(epsilonOf(instance))),
    },
  ],
};
