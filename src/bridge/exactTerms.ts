import { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';
import type { Clip } from '../neural/loss/clippedTerm.js';
import type { Place } from './places.js';
import { compared, REALS, sizeOf } from './reals.js';

/** One summand of what a step ascends. */
export interface Term {
  readonly value: Real;
  /** What the rounding of `value` is measured by: the sizes of the numbers that it is put together from. */
  readonly size: Rational;
  /** ∂value/∂log π of each token that it depends on: the same for all of them. */
  readonly slope: Real;
  readonly places: readonly Place[];
  /** Its ratio ρ, with a name, if it has one. */
  readonly ratio?: { readonly name: string; readonly value: Real };
  /** Is it so close to an edge of the clip range that float32 may fall on the other side, where the slope differs? */
  readonly nearKink: boolean;
}

/** How close to an edge is close, relative to the edge. */
const CLOSE = Rational.of(1, 50_000);
/** The penalty of one token is held at this, with slope 0, as in the neural path. */
const LARGEST_PENALTY = Rational.of(10);

/** What a clipped term is about: its ratio and the places whose tokens enter it. */
export interface Clipped {
  readonly name: string;
  readonly ratio: Real;
  /** M. */
  readonly advantage: Real;
  readonly weight: Rational;
  readonly places: readonly Place[];
  /** ∂log ρ/∂log π of each token: 1, and 1/|a| for a geometric mean. */
  readonly share: Rational;
}

/**
 * weight·min(ρM, clip(ρ)M), and with a dual clip at least weight·dual·M where M < 0. The slope by log ρ is ρM where
 * the unclipped branch is in force, ties included, else 0. Throws BridgeError where 40 digits do not tell the branch.
 */
export function clippedTerm({ name, ratio, advantage, weight, places, share }: Clipped, clip: Clip): Term {
  const sign = compared(advantage, Rational.ZERO);
  const told = { places, ratio: { name, value: ratio } };
  if (sign === 0) return { ...told, value: Rational.ZERO, size: Rational.ZERO, slope: Rational.ZERO, nearKink: false };
  // Beyond which ratio, in the direction of M, nothing more is gained; and where the dual clip ends the loss.
  const edge =
    sign > 0 ? Rational.ONE.add(Rational.fromDouble(clip.high)) : Rational.ONE.sub(Rational.fromDouble(clip.low));
  const dual = sign < 0 && clip.dual !== undefined ? Rational.fromDouble(clip.dual) : undefined;
  const held =
    compared(ratio, edge) === sign ? edge : dual !== undefined && compared(ratio, dual) > 0 ? dual : undefined;
  const value = REALS.mul(REALS.mul(held ?? ratio, advantage), weight);
  const slope = held === undefined ? REALS.mul(value, share) : Rational.ZERO;
  const nearKink = [edge, dual].some((at) => at !== undefined && isClose(ratio, at));
  return { ...told, value, size: sizeOf(value), slope, nearKink };
}

function isClose(x: Real, edge: Rational): boolean {
  const distance = edge.mul(CLOSE);
  return compared(x, edge.sub(distance)) >= 0 && compared(x, edge.add(distance)) <= 0;
}

/**
 * weight·A·log π of one token: the score function's surrogate. A float32 probability is right to a part of itself, so
 * its logarithm to an absolute error: the size is weight·|A|·(1 + |log π|).
 */
export function scoreTerm(place: Place, probability: Rational, advantage: Real, weight: Rational): Term {
  const log = REALS.ln(probability);
  const slope = REALS.mul(advantage, weight);
  const size = sizeOf(slope).mul(Rational.ONE.add(sizeOf(log)));
  return { value: REALS.mul(slope, log), size, slope, places: [place], nearKink: false };
}

/**
 * −weight·(ρ − 1 − log ρ) of one token with ρ = π_ref/π, the k3 estimator of KL(π‖π_ref) (Schulman, 2020), held at
 * −10·weight. Its slope by log π is weight·(ρ − 1), 0 where it is held. Size: weight·(|ρ − 1| + |log ρ|), as the
 * difference of the two is what rounding spoils.
 */
export function penaltyTerm(place: Place, ratio: Rational, weight: Rational): Term {
  const growth = ratio.sub(Rational.ONE);
  const log = REALS.ln(ratio);
  const distance = REALS.sub(growth, log);
  const size = weight.mul(growth.abs().add(sizeOf(log)));
  const nearKink = isClose(distance, LARGEST_PENALTY);
  if (compared(distance, LARGEST_PENALTY) >= 0) {
    return { value: LARGEST_PENALTY.mul(weight).neg(), size, slope: Rational.ZERO, places: [place], nearKink };
  }
  return { value: REALS.mul(distance, weight.neg()), size, slope: growth.mul(weight), places: [place], nearKink };
}
