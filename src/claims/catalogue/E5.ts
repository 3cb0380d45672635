import type { Policy } from '../../policy/policy.js';
import { sweep } from '../../sweep/sweep.js';
import type { Claim } from '../claim.js';
import type { Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { type Outcome, VACUOUS } from '../outcome.js';
import { attainsTheBest, BLIND } from './attainsTheBest.js';
import { sweepOptions } from './sweepOf.js';
import { sweptToRest } from './witnesses.js';

/** The most sweeps that a run may take to come to rest. */
const MOST_SWEEPS = 40;

const family: Family = {
  ...BLIND,
  parameters: (game) => ({ ...BLIND.parameters(game), step: ['unrestricted', 'total-variation:1/4'] }),
};

/** Where reverse sweeps from the old policy come to rest: the first policy met twice; undefined if none within 40 sweeps. */
export function restingPoint(instance: Instance): Policy | undefined {
  const options = sweepOptions(instance);
  let policy = instance.policies['old'];
  const met = new Set<string>();
  for (let k = 0; k <= MOST_SWEEPS; k++) {
    const name = policy.probability.join(' ');
    if (met.has(name)) return policy;
    met.add(name);
    policy = sweep(policy, options).policy;
  }
  return undefined;
}

function restsAtTheBest(instance: Instance): Outcome {
  const policy = restingPoint(instance);
  return policy === undefined ? VACUOUS : attainsTheBest(policy);
}

/** What the reverse order owes to seeing the past. */
export const E5: Claim = {
  id: 'E5',
  title: 'Reverse order suffices when the policy does not see its own past',
  statement:
    'From full support, reverse sweeps with exact expectations come to rest at a policy whose J no policy with the same information exceeds, also when a turn does not see the turns before it.',
  source: 'Theorem 2 without its tabular full-history policy; this project',
  regime: {
    information: 'truncated',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse',
  },
  paper: 'silent',
  expected: 'refuted',
  remark:
    'The last turn must choose one action for all pasts, and weighs them by what the earlier turns now do: a bad first habit keeps it on the worse side, and the first turn then has no reason to change. That is a Nash equilibrium of the turns. With rewards [[1, 0], [0, 2]], both turns blind, and P(second action) = 1/5 to begin with, unrestricted steps rest at J = 1 after one sweep, the clipped surrogate with ε = 1/5 after six, while 2 can be had. (Steps that shrink a probability by a factor only approach such a point, so the search uses steps that come to rest.)',
  family,
  witness: sweptToRest(MOST_SWEEPS),
  check: restsAtTheBest,
  effort: 0.25,
  variants: [
    {
      id: 'full-information',
      title: 'The policy sees the whole history (E1, Theorem 2)',
      expected: 'holds',
      drops: 'full information',
      family: {
        ...family,
        information: { kind: 'full' },
        tiny: { ...family.tiny, rewards: ['0', '1'] },
      },
      check: restsAtTheBest,
    },
  ],
};
