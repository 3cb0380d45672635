import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import type { Outcome } from '../outcome.js';
import { parseOrder } from '../../sweep/order.js';
import { atLeastEverywhere } from './everyHistory.js';
import { type DriftPaths, expectedDrift } from './expectedDrift.js';
import { underFullInformation } from './fullInformation.js';
import { allOrders, allTies, stepOf, sweepOf } from './sweepOf.js';
import { valueGain } from './valueGain.js';
import { atHistory, swept } from './witnesses.js';

/** The steps with a drift. */
const STEPS = ['clip:1/5', 'euclidean:1', 'chi-square:1'];

const family: Family = {
  ...COMMON,
  discounts: ['1', '1/2'],
  parameters: (game) => ({ step: STEPS, order: allOrders(game), tie: allTies(game) }),
  tiny: {
    ...COMMON.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
    ],
  },
};

const PATHS_OF_ORDER: Readonly<Record<string, DriftPaths>> = { reverse: 'old', forward: 'new', simultaneous: 'new' };
const SYMBOL: Readonly<Record<DriftPaths, string>> = { old: 'π_k', new: 'π_{k+1}', 'in force': 'the policy in force' };

/** The gain at every history against the drifts summed along `paths`; by default along those that the order calls for. */
export function gainsItsDrift(instance: Instance, paths?: DriftPaths): Outcome {
  const { step, order } = instance.parameters;
  const along = paths ?? PATHS_OF_ORDER[order] ?? 'in force';
  const sweep = sweepOf(instance);
  return atLeastEverywhere(
    instance.game,
    { label: 'γ^(t−1)·(V_{π_{k+1}}(h) − V_{π_k}(h))', values: valueGain(sweep.old, sweep.policy) },
    {
      label: `E[Σ_{u≥t} D_u | h] under ${SYMBOL[along]}`,
      values: expectedDrift(sweep, stepOf(step), parseOrder(order), along),
    },
  );
}

/** The same family with these orders only. */
function inOrders(...orders: string[]): Family {
  return { ...family, parameters: (game) => ({ ...family.parameters(game), order: orders }) };
}

/** How much a sweep gains. */
export const D3: Claim = {
  id: 'D3',
  title:
    "A sweep gains at least its drifts, summed along the old policy's paths in reverse order, along the new policy's in forward order",
  statement:
    'γ^(t−1)·(V_{π_{k+1}}(h) − V_{π_k}(h)) ≥ E[Σ_{u≥t} D_u(h_u) | h] at every history h of turn t: in reverse order along the paths of π_k, in forward and simultaneous order along those of π_{k+1}, in any other order for each turn along those of the policy in force at its update.',
  source: 'this project, from the proof of Theorem 1',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'full',
    discount: 'any γ (drifts are in units of the return from the start)',
    order: 'any: reverse, forward, simultaneous, every permutation',
  },
  paper: 'silent',
  expected: 'proved',
  remark:
    'One law covers every sequential order: the drift of turn t counts with the probability that the policy in force at its update reaches the history. In reverse order the prefix is then still old, in forward order already new. From three turns on there are permutations for which neither the old nor the new paths will do.',
  family,
  check: underFullInformation((instance) => gainsItsDrift(instance)),
  variants: [
    {
      id: 'reverse-along-new',
      title: "In reverse order the drifts may be summed along the new policy's paths",
      expected: 'refuted',
      drops: "reverse order goes with the old policy's paths",
      family: inOrders('reverse'),
      witness: swept(atHistory({ id: 'gains-its-drift', along: 'new' })),
      check: (instance) => gainsItsDrift(instance, 'new'),
    },
    {
      id: 'forward-along-old',
      title: "In forward order the drifts may be summed along the old policy's paths",
      expected: 'refuted',
      drops: "forward order goes with the new policy's paths",
      family: inOrders('forward'),
      witness: swept(atHistory({ id: 'gains-its-drift', along: 'old' })),
      check: (instance) => gainsItsDrift(instance, 'old'),
    },
    {
      id: 'simultaneous-along-old',
      title: "When all turns are updated at once the drifts may be summed along the old policy's paths",
      expected: 'refuted',
      drops: "the simultaneous order goes with the new policy's paths",
      family: inOrders('simultaneous'),
      witness: swept(atHistory({ id: 'gains-its-drift', along: 'old' })),
      check: (instance) => gainsItsDrift(instance, 'old'),
    },
  ],
};
