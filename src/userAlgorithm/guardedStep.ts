import { AlgorithmError } from '../algorithm/algorithmError.js';
import { EstimateError } from '../estimate/estimateError.js';
import type { Game } from '../game/game.js';
import { examinedOf } from '../guarantees/examinedOf.js';
import type { Examined, Step, StepOptions } from '../guarantees/guarantee.js';
import type { Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { tieName } from '../sweep/tie.js';
import type { UserStep } from './defineStep.js';
import { policyOf } from './givenPolicy.js';
import { NoPolicyError, StepFailure } from './stepFailure.js';
import { thrownText } from './thrownText.js';
import { stepOf, type UserAlgorithm } from './userAlgorithm.js';

/**
 * What a user gave, ready to be examined: its step guarded, and what is made of this package's own parts in doubles and
 * from enclosed policies as well.
 */
export function guarded(algorithm: UserAlgorithm, watcher?: StepWatcher): Examined {
  const parts = 'step' in algorithm ? {} : examinedOf(algorithm);
  return { ...parts, step: guardedStep(stepOf(algorithm), watcher) };
}

/** Up to this many nodes every step is run twice; all enumerated games are this small. */
const ALWAYS_TWICE = 15;
/** Beyond, one step in so many is. */
const ONE_IN = 8;

/** Sees every call of the user's code: what it works on, before it starts, and that it came back. */
export interface StepWatcher {
  starts(policy: Policy): void;
  ends(): void;
}

const NOBODY: StepWatcher = { starts: () => undefined, ends: () => undefined };

/**
 * The user's step as a `Step` that can be examined: what it returns is checked to be a policy, often it is run twice
 * and must say the same, and what it is given is frozen, so that it cannot spoil other checks. Throws StepFailure,
 * which holds the policy and the game, for whatever goes wrong; an AlgorithmError of the step, which says that it is
 * not defined on the game, is passed on.
 */
export function guardedStep(step: UserStep, watcher: StepWatcher = NOBODY): Step {
  let calls = 0;
  return (policy, options) => {
    freeze(policy);
    calls += 1;
    const first = once(step, policy, options, watcher);
    if (policy.game.nodeCount <= ALWAYS_TWICE || calls % ONE_IN === 0) {
      compare(policy, options, first, once(step, policy, options, watcher));
    }
    return first;
  };
}

function once(step: UserStep, policy: Policy, options: StepOptions, watcher: StepWatcher): RealPolicy {
  watcher.starts(policy);
  try {
    return policyOf(step(policy.game, policy, options), policy.game);
  } catch (error) {
    if (error instanceof AlgorithmError || error instanceof EstimateError) throw error;
    if (error instanceof NoPolicyError) throw new StepFailure('no policy', error.message, policy);
    throw new StepFailure('threw', `it threw ${thrownText(error)}`, policy);
  } finally {
    watcher.ends();
  }
}

function compare(policy: Policy, options: StepOptions, first: RealPolicy, second: RealPolicy): void {
  const { game } = policy;
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const [one, two] = [first, second].map(({ probability }) => probability[e].toString());
      if (one === two) continue;
      const { tie, seed } = options;
      throw new StepFailure(
        'not deterministic',
        `run twice on the same policy (ties: ${tieName(tie)}, seed ${seed}) it gave action "${game.label[e]}" at "${game.nodeName[i]}" first ${one}, then ${two}; use options.seed for what is random, and keep nothing between calls`,
        policy,
      );
    }
  }
}

const frozen = new WeakSet<Game>();

/** Writing to a frozen list throws in the user's code; typed arrays cannot be frozen. */
function freeze({ game, probability }: Policy): void {
  Object.freeze(probability);
  if (frozen.has(game)) return;
  frozen.add(game);
  for (const list of [game.label, game.chance, game.edgeReward, game.reward, game.nodeName, game.infoSetName]) {
    Object.freeze(list);
  }
  game.infoSets.forEach((nodes) => Object.freeze(nodes));
  Object.freeze(game.infoSets);
  Object.freeze(game);
}
