import { AlgorithmError } from '../algorithm/algorithmError.js';
import { shrinkInstance } from '../claims/generate/shrink.js';
import { EstimateError } from '../estimate/estimateError.js';
import type { Step } from '../guarantees/guarantee.js';
import { StepFailure } from './stepFailure.js';

/** Shrinks greedily: as long as the step goes wrong in the same way on a simpler game or policy, goes on from there. */
export function smallestFailure(found: StepFailure, step: Step): StepFailure {
  const instance = { game: found.policy.game, policies: { old: found.policy }, parameters: {} };
  for (const { policies } of shrinkInstance(instance, { parameters: () => ({}) })) {
    const next = failureOn(policies['old'], found, step);
    if (next !== undefined) return smallestFailure(next, step);
  }
  return found;
}

function failureOn(policy: StepFailure['policy'], found: StepFailure, step: Step): StepFailure | undefined {
  try {
    step(policy, { tie: 'first', seed: 1, precision: 30 });
    return undefined;
  } catch (error) {
    if (error instanceof StepFailure) return isSame(error, found) ? error : undefined;
    if (error instanceof AlgorithmError || error instanceof EstimateError) return undefined;
    throw error;
  }
}

/** The same mistake, at other nodes and with other numbers? A simpler game must not show another mistake. */
function isSame(a: StepFailure, b: StepFailure): boolean {
  const plain = ({ message }: StepFailure): string =>
    message
      .replace(/ \([^()]*\)$/, '')
      .replace(/"[^"]*"/g, '""')
      .replace(/[-\d./]+/g, '#');
  return a.kind === b.kind && plain(a) === plain(b);
}
