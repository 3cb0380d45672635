import { instanceFromJson } from '../claims/counterexampleFile.js';
import type { Outcome } from '../claims/outcome.js';
import { gameToSpec } from '../game/printGame.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import { Trial } from '../guarantees/trial.js';
import { policyToJson } from '../policy/policyFile.js';
import { type CheckCounterexample, checkCounterexampleToJson } from './checkCounterexample.js';
import type { Failure } from './checkTask.js';
import type { Named } from './runCheckTask.js';
import { StepFailure } from './stepFailure.js';

/** A stored counterexample, to be checked again with the algorithm as it is now. */
export interface ReplayTask {
  readonly column: 'replay';
  readonly file: CheckCounterexample;
}

/** What the algorithm does on it now: the outcome, with the counterexample as it now is; or how the step went wrong. */
export type Replayed =
  { readonly outcome: Outcome; readonly now?: CheckCounterexample } | { readonly failure: Failure };

/** Checks a stored counterexample again. Throws as `instanceFromJson`, and what the guarantee's check throws. */
export function replayOf({ name, examined }: Named, { file }: ReplayTask): Replayed {
  const instance = instanceFromJson({ ...file, search: file.guarantee });
  try {
    const outcome = guaranteeById(file.guarantee).decide(new Trial(examined, instance));
    if (outcome.status !== 'violated') return { outcome };
    const about = { algorithm: name, guarantee: file.guarantee, regime: file.regime };
    const { old } = instance.policies;
    const found = { instance: { ...instance, policies: { old } }, violation: outcome };
    return { outcome, now: checkCounterexampleToJson(about, found, examined.step) };
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    const { kind, message, policy } = error;
    return { failure: { kind, message, on: { game: gameToSpec(policy.game), policy: policyToJson(policy) } } };
  }
}
