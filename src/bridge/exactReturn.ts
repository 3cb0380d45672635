import type { Unrolled } from '../environments/unroll.js';
import { expectedReturn } from '../evaluate/expectedReturn.js';
import { optimalValue } from '../evaluate/optimalValue.js';
import type { Rational } from '../exact/rational.js';
import type { PolicyFunction } from '../neural/rollout/policyFunction.js';
import { networkPolicy } from './networkPolicy.js';

/** How good a network is, without sampling. */
export interface ExactReturn {
  /** J(π), exact. */
  readonly expectedReturn: Rational;
  /** J*, the best that any policy can do which reads what the network reads. */
  readonly optimum: Rational;
  /** J* − J(π) ≥ 0. */
  readonly gap: Rational;
  /** See `NetworkPolicy.rounding`. */
  readonly rounding: Rational;
}

/** Claim F2: J of a float32 network as an exact number, with no sampling error. Rejects as `networkPolicy`. */
export async function exactReturn(unrolled: Unrolled, policy: PolicyFunction): Promise<ExactReturn> {
  const { policy: exact, rounding } = await networkPolicy(unrolled, policy);
  const reached = expectedReturn(exact);
  const optimum = optimumOf(unrolled);
  return { expectedReturn: reached, optimum, gap: optimum.sub(reached), rounding };
}

const KNOWN = new WeakMap<Unrolled, Rational>();

/** J* of an unrolled environment; worked out once per game. */
export function optimumOf(unrolled: Unrolled): Rational {
  let optimum = KNOWN.get(unrolled);
  if (optimum === undefined) KNOWN.set(unrolled, (optimum = optimalValue(unrolled.game)[0]));
  return optimum;
}
