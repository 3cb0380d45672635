import type { Instance } from '../claims/instance.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import type { Policy } from '../policy/policy.js';
import type { RealPolicy } from '../sweep/klSweep.js';
import { valueInto } from '../evaluate/valueIn.js';
import { parseTie } from '../sweep/tie.js';
import type { Step } from './guarantee.js';

/** An iteration's result, and V of the policies before and after per node; index 0 is J. */
export interface After {
  readonly policy: RealPolicy;
  readonly oldValues: readonly Rational[];
  readonly values: readonly Real[];
}

/** One iteration from `old` with the instance's tie-breaking and seed, computed once for each precision. */
export function iterated(step: Step, { parameters }: Instance, old: Policy): (precision: number) => After {
  const tie = parseTie(parameters['tie'] ?? 'first');
  const seed = Number(parameters['seed'] ?? '1');
  const oldValues = value(old);
  const known = new Map<number, After>();
  return (precision) => {
    let result = known.get(precision);
    if (result === undefined) {
      const policy = step(old, { tie, seed, precision });
      result = { policy, oldValues, values: valuesOf(policy, old, oldValues, precision) };
      known.set(precision, result);
    }
    return result;
  };
}

/** V per node; where nothing that a node's value depends on was touched it is the very object of before. */
function valuesOf(policy: RealPolicy, old: Policy, oldValues: readonly Rational[], precision: number): Real[] {
  if (isExact(policy)) return value(policy);
  const { game, probability } = policy;
  const values: Real[] = game.reward.slice();
  const before = { probability: old.probability, values: oldValues };
  valueInto<Real>(new RealArithmetic(precision), { probability, values }, before, game, 0, game.nodeCount);
  return values;
}

/** Are all of its probabilities rational? */
export function isExact(policy: RealPolicy): policy is Policy {
  return policy.probability.every((p) => p instanceof Rational);
}

/** Are both exact and the same on every edge? */
export function isSamePolicy(a: RealPolicy, b: RealPolicy): boolean {
  return isExact(a) && isExact(b) && a.probability.every((p, e) => p.equals(b.probability[e]));
}
