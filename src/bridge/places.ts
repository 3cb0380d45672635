import type { TrajectoryTurn } from '../environments/trajectory.js';
import { Rational } from '../exact/rational.js';
import { BridgeError } from './bridgeError.js';
import type { NetworkPolicy } from './networkPolicy.js';
import type { TokenDistribution } from './tokenDistribution.js';

/** A token of a trajectory that was drawn by the policy. */
export interface Place {
  /** The trajectory's id. */
  readonly trajectory: number;
  /** Where it stands among the trajectory's tokens, from 0. */
  readonly position: number;
  /** All tokens before it. */
  readonly history: readonly number[];
  readonly token: number;
}

/** The places of a response, in order. */
export function placesOf(trajectory: number, { history, response }: TrajectoryTurn): Place[] {
  return response.map((token, n) => ({
    trajectory,
    position: history.length + n,
    history: [...history, ...response.slice(0, n)],
    token,
  }));
}

/** What the network says at a place. Throws BridgeError for a place that it was not asked at. */
export function distributionAt({ tokens }: NetworkPolicy, { history }: Place): TokenDistribution {
  const distribution = tokens.get(history.join());
  if (distribution === undefined) throw new BridgeError(`nothing is known of the tokens [${history.join()}]`);
  return distribution;
}

/** π(token | history) of a place; throws BridgeError where it is 0, since no ratio and no logarithm exists there. */
export function probabilityAt(policy: NetworkPolicy, place: Place): Rational {
  const { legal, probability } = distributionAt(policy, place);
  const p = probability[legal.indexOf(place.token)] ?? Rational.ZERO;
  if (p.isZero())
    throw new BridgeError(`the token ${place.token} after [${place.history.join()}] has the probability 0`);
  return p;
}

/** π_now/π_below of one token. */
export function tokenRatio(place: Place, now: NetworkPolicy, below: NetworkPolicy): Rational {
  return probabilityAt(now, place).div(probabilityAt(below, place));
}
