import { AlgorithmError } from '../algorithm/algorithmError.js';
import { NOTHING } from '../claims/search.js';
import { EstimateError } from '../estimate/estimateError.js';
import { gameToSpec } from '../game/printGame.js';
import { examine } from '../guarantees/examine.js';
import type { Step } from '../guarantees/guarantee.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import { policyToJson } from '../policy/policyFile.js';
import { checkCounterexampleToJson } from './checkCounterexample.js';
import type { CheckPart, CheckSettings, CheckTask } from './checkTask.js';
import { smallestFailure } from './smallestFailure.js';
import { StepFailure } from './stepFailure.js';

/** What a task is run with: the algorithm's name, its step, and the seeds it is examined with. */
export interface Examined {
  readonly name: string;
  readonly step: Step;
  readonly seeds: readonly number[];
}

/**
 * Runs one task to its end: a pure function of algorithm, task and settings. A step that goes wrong makes the part
 * `failed`, with the game; one that is not defined on a game, `not applicable`. Other errors are passed on.
 */
export function runCheckTask(examined: Examined, task: CheckTask, { seed, runs }: CheckSettings): CheckPart {
  const { name, step, seeds } = examined;
  const guarantee = guaranteeById(task.guarantee);
  const regime = { ...task.regime, seeds };
  try {
    const { verdict, checked, vacuous, strict, undecided, counterexample } = examine({
      step,
      guarantee,
      regime,
      runs,
      seed,
    });
    const counts = { checked, vacuous, strict, undecided };
    if (counterexample === undefined) return { task: task.id, verdict, ...counts };
    const about = { algorithm: name, guarantee: task.guarantee, regime: task.regime };
    return {
      task: task.id,
      verdict,
      ...counts,
      counterexample: checkCounterexampleToJson(about, counterexample, step),
    };
  } catch (error) {
    if (error instanceof AlgorithmError || error instanceof EstimateError) {
      return { task: task.id, verdict: 'not applicable', ...NOTHING, reason: error.message };
    }
    if (!(error instanceof StepFailure)) throw error;
    const { kind, message, policy } = smallestFailure(error, step, guarantee.families(regime)[0]);
    const on = { game: gameToSpec(policy.game), policy: policyToJson(policy) };
    return { task: task.id, verdict: 'failed', ...NOTHING, failure: { kind, message, on } };
  }
}
