import { HOLDS, type Outcome } from '../outcome.js';

/** The same outcome, but holding without counting as the interesting case: for side conditions of a claim. */
export function asPlain(outcome: Outcome): Outcome {
  return outcome.status === 'holds' ? HOLDS : outcome;
}
