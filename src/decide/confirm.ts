import type { Instance } from '../claims/instance.js';
import type { Violation } from '../claims/outcome.js';
import type { Policy } from '../policy/policy.js';
import { TIES } from '../sweep/tie.js';
import { columnCheck } from './columnCheck.js';
import type { Values } from './evaluateTerm.js';
import type { Asked } from './question.js';
import type { SymbolicSweep } from './symbolicSweep.js';

/** A model that the project's own exact check has confirmed. */
export interface Confirmed {
  readonly instance: Instance;
  readonly violation: Violation;
  /** The game's numbers and the policy's. */
  readonly values: Values;
  /** π_{k+1} where it is a maximiser that no rule for ties takes: the check was then made with this very policy. */
  readonly next?: Policy;
}

/**
 * Does the exact iteration violate the column on the game and policy of these values? With the tie rule that was asked
 * for, or, when any maximiser will do, with one of the named rules. Undefined when it does not.
 */
export function confirmedByIteration(
  { subject, column, tie, seed, shape, information }: Asked,
  values: Values,
): Confirmed | undefined {
  const old = shape.games(information).concrete(values);
  for (const rule of tie === 'any' ? TIES : [tie]) {
    const instance: Instance = {
      game: old.game,
      policies: { old },
      parameters: { tie: rule, seed: String(seed) },
    };
    const outcome = columnCheck(column, subject.examined)(instance);
    if (outcome.status === 'violated') return { instance, violation: outcome, values };
  }
  return undefined;
}

/**
 * The same with the maximiser that the model names, for a maximiser that no rule takes. Only to be asked of values that
 * satisfy the sweep's conditions exactly.
 */
export function confirmedByMaximiser(
  { column, seed, shape, information }: Asked,
  sweep: SymbolicSweep,
  values: Values,
): Confirmed | undefined {
  const games = shape.games(information);
  const old = games.concrete(values);
  const next: Policy = { game: old.game, probability: games.concrete(values, sweep.next).probability };
  const instance: Instance = { game: old.game, policies: { old }, parameters: { tie: 'stay', seed: String(seed) } };
  const outcome = columnCheck(column, { step: () => next })(instance);
  return outcome.status === 'violated' ? { instance, violation: outcome, values, next } : undefined;
}
