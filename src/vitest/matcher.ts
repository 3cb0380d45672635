import { DEFAULT_RUNS } from '../search/runs.js';
import { regimesOf } from '../userAlgorithm/checkTask.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import type { CheckPart } from '../userAlgorithm/checkTask.js';
import { guarded } from '../userAlgorithm/guardedStep.js';
import { runCheckTask } from '../userAlgorithm/runCheckTask.js';
import { seedsOf, type UserAlgorithm, exportedAlgorithm } from '../userAlgorithm/userAlgorithm.js';

/** How `toKeep` searches. */
export interface KeepOptions {
  /** What the policy sees. Default: full. */
  readonly information?: GuaranteeRegime['information'];
  /** Random instances beside the known and all small ones. Default: as `seeupo check`; too few leave it inconclusive. */
  readonly runs?: number;
  /** Default: 1. */
  readonly seed?: number;
}

/** What a matcher answers to vitest (or any `expect` with the same `extend`). */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Does the algorithm keep a guarantee? The value is what `defineAlgorithm` or `defineStep` made, or a bare
 * `step(game, policy)`. Passes when no instance breaks it; a search that decided nothing (`open`, undecided
 * enclosures, not applicable) neither passes nor passes negated. Throws RangeError for an unknown guarantee, and
 * DefinitionError for a value that is no algorithm. Runs in this very thread: code that never ends is not stopped.
 */
export function toKeep(value: unknown, guarantee: string, options: KeepOptions = {}): MatcherResult {
  const algorithm: UserAlgorithm = exportedAlgorithm({ default: value }, 'the algorithm');
  const { information = 'full', runs = DEFAULT_RUNS, seed = 1 } = options;
  const { title } = guaranteeById(guarantee);
  const named = { name: algorithm.name, examined: guarded(algorithm), seeds: seedsOf(algorithm) };
  const settings = { seed, runs, information: [information], guarantees: [guarantee] };
  const parts = regimesOf([information]).flatMap((regime) =>
    runCheckTask(named, { column: 'own', guarantees: [guarantee], regime }, settings),
  );
  const worst = parts.find(({ verdict }) => verdict === 'refuted' || verdict === 'failed');
  if (worst !== undefined) {
    if (worst.verdict === 'failed') throw new Error(failureText(algorithm.name, worst));
    return { pass: false, message: () => brokenText(algorithm.name, title, worst) };
  }
  const silent = parts.every(({ verdict }) => verdict !== 'holds');
  if (silent) throw new Error(`nothing is known of "${guarantee}" for ${algorithm.name}: ${silenceText(parts[0])}`);
  const checked = parts.reduce((sum, part) => sum + part.checked, 0);
  return {
    pass: true,
    message: () =>
      `${algorithm.name} was expected to break "${guarantee}" (${title}), but held on ${checked} instances`,
  };
}

function silenceText({ verdict, reason, undecided }: CheckPart): string {
  if (reason !== undefined) return reason;
  return verdict === 'inconclusive' ? `${undecided} instances undecided` : verdict;
}

function failureText(name: string, { failure }: CheckPart): string {
  const on =
    failure?.on === undefined
      ? ''
      : `\ngame: ${JSON.stringify(failure.on.game)}\npolicy: ${JSON.stringify(failure.on.policy)}`;
  return `the step of ${name} failed: ${failure?.message ?? ''}${on}`;
}

function brokenText(name: string, title: string, { counterexample }: CheckPart): string {
  if (counterexample === undefined) return name;
  const { violation, game, policies, parameters } = counterexample;
  const { expected, left, right, gap, where } = violation;
  return [
    `${name}: it is not true that it ${title}`,
    `expected ${expected}`,
    `${left.label} = ${left.value}`,
    `${right.label} = ${right.value}`,
    `gap ${gap}${where === undefined ? '' : ` at ${where}`}`,
    `game: ${JSON.stringify(game)}`,
    ...Object.entries(policies).map(([policy, text]) => `policy "${policy}": ${JSON.stringify(text)}`),
    `parameters: ${JSON.stringify(parameters)}`,
  ].join('\n');
}
