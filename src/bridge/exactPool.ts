import type { Trajectory } from '../environments/trajectory.js';
import { ratios } from '../evaluate/carriedAdvantage.js';
import type { Path } from '../evaluate/paths.js';
import { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { placesOf, probabilityAt, tokenRatio } from './places.js';
import { clippedTerm, penaltyTerm, scoreTerm, type Term } from './exactTerms.js';
import { responseName, tokenName } from './names.js';
import type { NetworkPolicy } from './networkPolicy.js';
import { rootOf } from './reals.js';

/** A sampled trajectory, its path in the game, and what its Â is multiplied by so far: M_{t+1} = factor·Â. */
export interface Carrier {
  readonly trajectory: Trajectory;
  readonly path: Path;
  factor: Real;
}

/** A response in the pool of a turn. */
export interface Member {
  readonly carrier: Carrier;
  /** The turn whose pool this is. */
  readonly turn: number;
  /** The turn that the response was given in: another one for a copy. */
  readonly given: number;
}

/** The members of the pools of `turns`: who has the turn, and with `copy-of-last` all others by their last response. */
export function poolOf(
  carriers: readonly Carrier[],
  turns: readonly number[],
  missing: Algorithm['missingTurns'],
): Member[] {
  return turns.flatMap((turn) =>
    carriers.flatMap((carrier): Member[] => {
      const last = carrier.trajectory.turns.length;
      return turn > last && missing === 'none' ? [] : [{ carrier, turn, given: Math.min(turn, last) }];
    }),
  );
}

/** The policies that a stage compares, besides the one being updated. */
export interface Against {
  /** Below the ratio. */
  readonly below: NetworkPolicy;
  /** Of the KL penalty. */
  readonly reference: NetworkPolicy | undefined;
}

/** A response's likelihood ratio by the exact core's own formula, or its |a|-th root. */
export function responseRatio(
  { carrier: { path, trajectory }, given }: Member,
  kind: 'joint' | 'geometric-mean',
  now: NetworkPolicy,
  { below }: Against,
): Real {
  const joint = ratios(path, now.policy, below.policy)[given - 1];
  return kind === 'joint' ? joint : rootOf(joint, trajectory.turns[given - 1].response.length);
}

/**
 * What a response adds to the sum over the batch: the terms of the update, with advantage(position) as M or as the
 * token's Â, and those of the KL penalty. A copy adds to the penalty alone.
 */
export function memberTerms(
  member: Member,
  { update, kl }: Pick<Algorithm, 'update' | 'kl'>,
  now: NetworkPolicy,
  against: Against,
  advantage: (position: number) => Real,
): Term[] {
  const { carrier, turn, given } = member;
  const { id, turns } = carrier.trajectory;
  const places = placesOf(id, turns[given - 1]);
  const each = Rational.of(1, places.length);
  const weightOf = (how: 'token-sum' | 'token-mean'): Rational => (how === 'token-sum' ? Rational.ONE : each);
  const { reference } = against;
  const penalties =
    kl === undefined || reference === undefined
      ? []
      : places.map((place) => {
          const weight = Rational.fromDouble(kl.weight).mul(weightOf(kl.aggregation));
          return penaltyTerm(place, tokenRatio(place, reference, now), weight);
        });
  if (given !== turn) return penalties;
  if (update.kind === 'score') {
    const scores = places.map((place) =>
      scoreTerm(place, probabilityAt(now, place), advantage(place.position), Rational.ONE),
    );
    return [...scores, ...penalties];
  }
  if (update.ratio === 'token') {
    const tokens = places.map((place) => {
      const what = {
        name: tokenName(id, place.position),
        ratio: tokenRatio(place, now, against.below),
        advantage: advantage(place.position),
        weight: weightOf(update.aggregation),
        places: [place],
        share: Rational.ONE,
      };
      return clippedTerm(what, update);
    });
    return [...tokens, ...penalties];
  }
  const what = {
    name: responseName(id, turn),
    ratio: responseRatio(member, update.ratio, now, against),
    advantage: advantage(places[0].position),
    weight: Rational.ONE,
    places,
    share: update.ratio === 'joint' ? Rational.ONE : each,
  };
  return [clippedTerm(what, update), ...penalties];
}
