import { AlgorithmError } from '../algorithm/algorithmError.js';
import { gameToSpec } from '../game/printGame.js';
import type { Examined } from '../guarantees/guarantee.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import { policyToJson } from '../policy/policyFile.js';
import { corpusIn, ownCorpus } from '../search/corpus.js';
import { type Examination, examineAll } from '../search/examine.js';
import { getsThere, type Measured, summary } from '../search/getsThere.js';
import { NO_COUNTS } from '../search/tally.js';
import { checkCounterexampleToJson } from './checkCounterexample.js';
import { type CheckPart, type CheckSettings, type CheckTask, partOf } from './checkTask.js';
import { givenInstances } from './givenGames.js';
import { smallestFailure } from './smallestFailure.js';
import { StepFailure } from './stepFailure.js';

/** What a task is run with: the algorithm, its name, and the seeds it is examined with. */
export interface Named {
  readonly name: string;
  readonly examined: Examined;
  readonly seeds: readonly number[];
}

/**
 * Runs one task to its end: a pure function of algorithm, task and settings. `onPart` is called with what breaks as soon
 * as it is known. A step that goes wrong makes the parts
 * `failed`, with the game. Other errors are passed on.
 */
export function runCheckTask(
  { name, examined, seeds }: Named,
  task: CheckTask,
  settings: CheckSettings,
  onPart: (part: CheckPart) => void = () => undefined,
): CheckPart[] {
  const { column, guarantees, regime } = task;
  const { seed, runs, games = [], corpus } = settings;
  const given = games.flatMap((game) => givenInstances(game, regime, seed));
  const own = corpus === undefined ? [] : corpusIn(corpus, regime);
  const first = [...given, ...own, ...corpusIn(ownCorpus(), regime)];
  try {
    const all = guarantees.map(guaranteeById);
    const part = (found: Examination): CheckPart => partFrom(name, examined, task, found);
    const onFound = (found: Examination): void => onPart(part(found));
    return examineAll(examined, all, { ...regime, seeds }, { seed, runs, first }, onFound).map(part);
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    const { kind, message, policy } = smallestFailure(error, examined.step);
    const on = { game: gameToSpec(policy.game), policy: policyToJson(policy) };
    return guarantees.map((guarantee) => ({
      cell: partOf(column, { guarantee, regime }),
      verdict: 'failed',
      ...NO_COUNTS,
      failure: { kind, message, on },
    }));
  }
}

/** How far the iteration gets; null where every run is undecided, or a step goes wrong (which the other tasks tell). */
export function measuredOf({ examined, seeds }: Named): Measured | null {
  try {
    return summary(getsThere(examined, seeds)) ?? null;
  } catch (error) {
    if (error instanceof StepFailure || error instanceof AlgorithmError) return null;
    throw error;
  }
}

function partFrom(name: string, { step }: Examined, { column, regime }: CheckTask, found: Examination): CheckPart {
  const { guarantee, verdict, why, counts, counterexample, ties } = found;
  const about = { algorithm: name, guarantee, regime };
  return {
    cell: partOf(column, { guarantee, regime }),
    verdict,
    ...counts,
    ...(counterexample === undefined ? {} : { counterexample: checkCounterexampleToJson(about, counterexample, step) }),
    ...(ties.length === 0
      ? {}
      : {
          ties: ties.map(({ tie, counterexample: own }) => ({
            tie,
            counterexample: checkCounterexampleToJson(about, own, step),
          })),
        }),
    ...(why === undefined ? {} : { reason: why }),
  };
}
