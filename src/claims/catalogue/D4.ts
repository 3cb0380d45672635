import { recordCandidate, recordSweep } from '../../certify/record.js';
import { value } from '../../evaluate/value.js';
import type { Policy } from '../../policy/policy.js';
import type { MirrorStep } from '../../mirror/mirrorStep.js';
import type { Claim, WitnessMaker } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, type Outcome } from '../outcome.js';
import { mistakenSign } from './alteredSteps.js';
import { atLeastEverywhere } from './everyHistory.js';
import { underFullInformation } from './fullInformation.js';
import { allTies, sweepOf } from './sweepOf.js';
import { iterated, wordsOf } from './witnesses.js';

const family: Family = {
  ...COMMON,
  parameters: (game) => ({ step: ['clip:1/5', 'clip:1/2'], order: ['simultaneous'], tie: allTies(game) }),
  tiny: {
    ...COMMON.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

/** The simultaneous update, whatever order the instance names (a set that spans turns is updated once). */
function allTurnsAtOnce(instance: Instance, altered?: (step: MirrorStep) => MirrorStep): Policy {
  return sweepOf(atOnce(instance), altered).policy;
}

function atOnce(instance: Instance): Instance {
  return { ...instance, parameters: { ...instance.parameters, order: 'simultaneous' } };
}

function updateImproves(instance: Instance, altered?: (step: MirrorStep) => MirrorStep): Outcome {
  const after = value(allTurnsAtOnce(instance, altered))[0];
  return atLeast('J(π_{k+1})', after, 'J(π_k)', value(instance.policies['old'])[0]);
}

/** V at every history, the start included: as in D2. */
function nowhereWorse(instance: Instance): Outcome {
  const old = instance.policies['old'];
  const after = allTurnsAtOnce(instance);
  return atLeastEverywhere(
    instance.game,
    { label: 'V_{π_{k+1}}(h)', values: value(after) },
    { label: 'V_{π_k}(h)', values: value(old) },
  );
}

/** The certificate that the update lowers J: one joint update of every information set. */
const updated: WitnessMaker = iterated({ id: 'monotone' }, (instance) => [
  recordSweep(sweepOf(atOnce(instance)), wordsOf(atOnce(instance))),
]);

/** The pattern of GRPO and GSPO, in the regime of the paper's theorems. */
export const D4: Claim = {
  id: 'D4',
  title: 'PPO-clip with GRAE never lowers the expected return, although all turns are updated at once',
  statement:
    'J(π_{k+1}) ≥ J(π_k), and V at every history likewise, for one exact argmax of E_{π_k}[Σ_t min(ρ_t·Â, clip(ρ_t, 1−ε, 1+ε)·Â)] with one ratio per turn, Â = R − V_{π_k}(s0), and no division by a standard deviation.',
  source: 'Table 1 and its discussion (GRAE with PPU); this project: the proof',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax, at every history',
    support: 'full',
    discount: 'γ = 1',
    order: 'simultaneous',
  },
  paper: 'not guaranteed',
  expected: 'proved',
  remark:
    'Not a contradiction, but a matter of regime. What GRAE gets wrong at a later turn is V(h) − V(s0), which is the same for all actions of the history, and the clip residual is a valid drift whatever M is; so each history\'s argmax improves on π_k there. A positive scale that depends on the history alone, such as 1/σ(s0), changes no argmax either. The paper\'s "no" concerns what this regime leaves out: standard deviations estimated from the same samples (B5; from a batch: B6), a scale per context under one parameter (B7), parameters shared between histories or turns (the variants, D6), large gradient steps under shared parameters (D10), a discount in the objective that the returns do not have (B8).',
  family,
  check: underFullInformation(nowhereWorse),
  variants: [
    {
      id: 'mistaken-sign',
      title: 'Any candidate will do: here the one found with the sign of Â mistaken',
      expected: 'refuted',
      drops: 'the candidate is the argmax',
      witness: iterated({ id: 'monotone' }, (instance) => [
        recordCandidate(instance.parameters['step'], allTurnsAtOnce(instance, mistakenSign)),
      ]),
      check: (instance) => updateImproves(instance, mistakenSign),
      altered: mistakenSign,
    },
    {
      id: 'shared-parameters',
      title: 'One distribution may serve all turns',
      expected: 'refuted',
      drops: 'full information: a set spans turns',
      family: { ...family, information: { kind: 'shared', window: 0 } },
      witness: updated,
      check: (instance) => updateImproves(instance),
    },
    {
      id: 'truncated',
      title: 'The policy need not see its past',
      expected: 'refuted',
      drops: 'full information: a set spans histories of a turn',
      family: { ...family, information: { kind: 'truncated', window: 0 } },
      witness: updated,
      check: (instance) => updateImproves(instance),
    },
    {
      id: 'partial-support',
      title: 'The old policy may leave actions out',
      expected: 'holds',
      drops: 'full support',
      family: { ...family, policies: { old: 'any' } },
      check: nowhereWorse,
    },
  ],
};
