import { value } from '../../evaluate/value.js';
import type { Policy } from '../../policy/policy.js';
import { COMMON, type Family } from '../generate/family.js';
import { atLeast, type Outcome } from '../outcome.js';
import { bestAttainable } from './bestAttainable.js';
import { allTies } from './sweepOf.js';

/** Games in which a turn sees nothing of what went before, with reverse sweeps of unrestricted steps. */
export const BLIND: Family = {
  ...COMMON,
  information: { kind: 'truncated', window: 0 },
  parameters: (game) => ({ step: ['unrestricted'], order: ['reverse'], tie: allTies(game) }),
  tiny: {
    turns: [1, 2],
    rewards: ['0', '1', '2'],
    distributions: [
      ['4/5', '1/5'],
      ['1/4', '3/4'],
    ],
  },
};

/** Checks that no policy with the game's information has a greater J than this one. */
export function attainsTheBest(policy: Policy): Outcome {
  const best = bestAttainable(policy.game);
  if (best === undefined) {
    return {
      status: 'undecided',
      reason:
        'the best J with this information is not known: a set spans turns, or there are too many policies to list',
    };
  }
  return atLeast('J(π)', value(policy)[0], 'the best J with this information', best);
}
