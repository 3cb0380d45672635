import { checkName, DefinitionError, objectAt, shown } from '../algorithm/defineAlgorithm.js';
import type { Real } from '../exact/real.js';
import type { Game } from '../game/game.js';
import type { StepOptions } from '../guarantees/guarantee.js';
import type { Policy, SetDistributions } from '../policy/policy.js';
import type { PolicySpec } from '../policy/policyFile.js';
import type { RealPolicy } from '../sweep/klSweep.js';

/** A probability as a step may give it: exact, enclosed, or exact text such as "3/10". No doubles. */
export type GivenProbability = Real | string | bigint | 0 | 1;

/**
 * What a step may return: a policy (one probability per edge), one list of probabilities per information set in the
 * order of `game.infoSets`, or information set → action label → probability, as in a policy file.
 */
export type GivenPolicy =
  | Policy
  | RealPolicy
  | { readonly probability: readonly GivenProbability[] }
  | SetDistributions
  | readonly (readonly GivenProbability[])[]
  | Readonly<Record<string, Readonly<Record<string, GivenProbability>>>>
  | PolicySpec;

/**
 * One iteration π_k → π_{k+1} as one's own code: a pure function of what it is given. `options` says how ties are to
 * be broken, the seed of everything random, and the precision of enclosures; most steps need none of it.
 */
export type UserStep = (game: Game, policy: Policy, options: StepOptions) => GivenPolicy;

/** A step with a name, as `seeupo check` takes it. */
export interface StepAlgorithm {
  readonly name: string;
  readonly step: UserStep;
}

/**
 * An algorithm given by a function of its own, for `seeupo check`:
 * `defineStep({ name: 'mine', step: (game, policy) => … })`. Throws DefinitionError, with the field and the fix.
 */
export function defineStep(definition: StepAlgorithm): StepAlgorithm {
  const { name, step, ...others } = objectAt(
    definition,
    'defineStep',
    "{ name: 'mine', step: (game, policy) => policy }",
  );
  checkName(name);
  if (typeof step !== 'function') {
    throw new DefinitionError(`step: ${shown(step)} is no function; write step: (game, policy) => the new policy`);
  }
  const [surplus] = Object.keys(others);
  if (surplus !== undefined) {
    throw new DefinitionError(
      `unknown field "${surplus}"; a step has a name and a step; write defineAlgorithm for parts`,
    );
  }
  return { name, step: step as UserStep };
}
