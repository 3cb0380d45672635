import { gameFromJson } from '../game/buildGame.js';
import { policyFromJson } from '../policy/policyFile.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import { type CheckCounterexample, checkCounterexampleSpec } from '../userAlgorithm/checkCounterexample.js';
import type { AlgorithmSource, CheckSettings } from '../userAlgorithm/checkTask.js';
import { CheckThread } from '../userAlgorithm/checkThread.js';
import { UserFileError } from '../userAlgorithm/loadFile.js';
import type { Replayed } from '../userAlgorithm/replay.js';
import { parseTie } from '../sweep/tie.js';
import { describeCheckCounterexample, describeFailure } from './checkCounterexampleText.js';
import { passOn } from './checkRunner.js';
import { EXIT, type ExitCode } from './exitCode.js';
import { jsonText, print } from './output.js';
import { readJson } from './readJson.js';
import { UsageError } from './usageError.js';

const SETTINGS: CheckSettings = { seed: 1, runs: 1, information: [], guarantees: [] };
const LOAD_LIMIT = 60;

/**
 * Runs the algorithm as it is now on a stored counterexample, and draws it. The exit code is 1 while it is still a
 * counterexample, 0 when it no longer is, 2 when the step fails. Throws UsageError or GameFileError for a bad file.
 */
export async function replayCheck(
  source: AlgorithmSource,
  fileName: string,
  { stepLimit, json }: { readonly stepLimit: number; readonly json: boolean },
): Promise<ExitCode> {
  const file = readCheckCounterexample(fileName);
  const replayed = await replayedOn(source, file, stepLimit);
  if (json) print(jsonText({ schemaVersion: 1, kind: 'seeupo-check-replay', guarantee: file.guarantee, ...replayed }));
  else print(textOf(file, replayed));
  if ('failure' in replayed) return EXIT.badUse;
  if (replayed.outcome.status === 'undecided') return EXIT.inconclusive;
  return replayed.outcome.status === 'violated' ? EXIT.failed : EXIT.fine;
}

async function replayedOn(source: AlgorithmSource, file: CheckCounterexample, stepLimit: number): Promise<Replayed> {
  const limits = { step: stepLimit, load: Math.max(LOAD_LIMIT, stepLimit) };
  const thread = new CheckThread(source, SETTINGS, limits, (text) => passOn(source, text));
  try {
    await thread.ready();
    const answer = await thread.run({ column: 'replay', file });
    if (answer.kind === 'death') return { failure: answer.failure };
    if (answer.kind === 'replayed') return answer.replayed;
    throw new Error(`unexpected ${answer.kind}`);
  } catch (error) {
    if (error instanceof UserFileError) throw new UsageError(error.message, { cause: error });
    throw error;
  } finally {
    await thread.close();
  }
}

function textOf(file: CheckCounterexample, replayed: Replayed): string {
  if ('failure' in replayed) return describeFailure(replayed.failure);
  const { outcome, now } = replayed;
  if (outcome.status === 'undecided') return `${file.guarantee}: undecided on this instance (${outcome.reason})`;
  if (now === undefined) {
    const why =
      outcome.status === 'vacuous' ? 'a hypothesis of the guarantee is false here' : 'the guarantee holds here';
    return `${file.guarantee}: no counterexample any more, ${why}`;
  }
  const same = JSON.stringify(now.violation) === JSON.stringify(file.violation);
  const ending = same ? 'with the values stored' : 'but not with the values stored';
  return `${describeCheckCounterexample(now)}\n\nRun again, exactly: it is a counterexample, ${ending}.`;
}

/** Reads a counterexample as `seeupo check` writes it. Throws UsageError or GameFileError, one line with the place. */
function readCheckCounterexample(fileName: string): CheckCounterexample {
  const json = readJson(fileName, checkCounterexampleSpec);
  const file = json.value;
  try {
    guaranteeById(file.guarantee);
  } catch (error) {
    if (error instanceof RangeError) throw json.problem(error.message, ['guarantee']);
    throw error;
  }
  const game = json.within(['game'], () => gameFromJson(file.game));
  if (!Object.hasOwn(file.policies, 'old')) throw json.problem('the policy "old" is missing', ['policies']);
  for (const [name, policy] of Object.entries(file.policies)) {
    json.within(['policies', name], () => policyFromJson(game, policy));
  }
  try {
    parseTie(file.parameters['tie'] ?? 'first');
  } catch (error) {
    if (error instanceof RangeError) throw json.problem(error.message, ['parameters', 'tie']);
    throw error;
  }
  if (!/^\d+$/.test(file.parameters['seed'] ?? '1')) {
    throw json.problem('the seed must be a whole number', ['parameters', 'seed']);
  }
  return file;
}
