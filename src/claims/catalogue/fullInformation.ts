import type { Check } from '../claim.js';
import { VACUOUS } from '../outcome.js';

/** The check of a claim that supposes full information: on a game in which the policy sees less it says nothing. */
export function underFullInformation(check: Check): Check {
  return (instance) => (instance.game.information.kind === 'full' ? check(instance) : VACUOUS);
}
