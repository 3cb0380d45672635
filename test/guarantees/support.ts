import type { Step } from '../../src/guarantees/guarantee.js';
import type { Instance } from '../../src/claims/instance.js';
import { Rational } from '../../src/exact/rational.js';
import type { Game } from '../../src/game/game.js';
import { policyFromSets } from '../../src/policy/policy.js';

/** Distributions in texts, one for each information set. */
export type Texts = readonly (readonly string[])[];

/** The instance of a game and a policy. */
export function instanceOf(game: Game, old: Texts): Instance {
  return { game, policies: { old: policyFromSets(game, numbers(old)) }, parameters: {} };
}

/** A step that takes each of the policies to the next of them, and the last to itself. */
export function stepThrough(policies: readonly Texts[]): Step {
  return (policy) => {
    const known = policies.map((one) => policyFromSets(policy.game, numbers(one)));
    const at = known.findIndex(({ probability }) => probability.join() === policy.probability.join());
    if (at < 0) throw new RangeError('a policy that the step does not know');
    return known[Math.min(at + 1, known.length - 1)];
  };
}

function numbers(texts: Texts): Rational[][] {
  return texts.map((one) => one.map((text) => Rational.parse(text)));
}
