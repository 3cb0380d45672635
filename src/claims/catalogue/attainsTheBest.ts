import { value } from '../../evaluate/value.js';
import type { Policy } from '../../policy/policy.js';
import { atLeast, type Outcome } from '../outcome.js';
import { bestAttainable } from './bestAttainable.js';

/** Checks that no policy with the game's information has a greater J than this one. */
export function attainsTheBest(policy: Policy): Outcome {
  const best = bestAttainable(policy.game);
  if (best === undefined) {
    return { status: 'undecided', reason: 'the best policy with this information is not known: too many policies to list' };
  }
  return atLeast('J(π)', value(policy)[0], 'the best J with this information', best);
}
