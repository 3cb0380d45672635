import type { Check } from '../claims/claim.js';
import { atLeast, type Outcome, VACUOUS } from '../claims/outcome.js';
import { value } from '../evaluate/value.js';
import { isSamePolicy, iterated } from '../guarantees/after.js';
import { bestKnown } from '../guarantees/bestKnown.js';
import type { Step } from '../guarantees/guarantee.js';
import { GUARANTEES } from '../guarantees/guarantees.js';
import type { DecidedColumn } from './violation.js';

/** The project's own exact check of a column, which has the last word on every model. */
export function columnCheck(column: DecidedColumn, step: Step): Check {
  const guarantee = GUARANTEES.find(({ id }) => id === column);
  if (guarantee !== undefined) return guarantee.check(step);
  if (column !== 'rests') throw new RangeError(`there is no guarantee "${column}"`);
  return rests(step);
}

/** An iteration from full support that leaves the policy as it is, although another has a greater J. */
function rests(step: Step): Check {
  return (instance): Outcome => {
    const { old } = instance.policies;
    const { policy } = iterated(step, instance, old)(PRECISION);
    if (!isSamePolicy(policy, old)) return VACUOUS;
    const best = bestKnown(old.game);
    if (best === undefined) return { status: 'undecided', reason: 'the best J is not known' };
    return atLeast('J(π)', value(old)[0], 'the best J with this information', best);
  };
}

/** Significant digits; an exact result does not depend on them. */
const PRECISION = 50;
