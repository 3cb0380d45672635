import { jointAdvantage, ratios } from '../evaluate/carriedAdvantage.js';
import { pathProbability, paths } from '../evaluate/paths.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import type { Policy } from '../policy/policy.js';

/**
 * What one path contributes to a surrogate, given its ratios ρ_1, …, ρ_n (in order of turns; n = 0 on a path
 * without decisions), its joint advantage Â and the clip to [1 − ε, 1 + ε].
 */
export type PathTerm = (
  ratios: readonly Rational[],
  advantage: Rational,
  clip: (ratio: Rational) => Rational,
) => Rational;

/**
 * E_{π_k}[term(ρ_{1:T}, Â)], exactly: the sum over π_k's paths. Works under any information.
 * Throws GameError where the game has too many paths to list.
 */
export function pathSurrogate(old: Policy, candidate: Policy, epsilon: Rational, term: PathTerm): Rational {
  const { game, probability } = old;
  const values = value(old);
  const low = Rational.ONE.sub(epsilon);
  const high = Rational.ONE.add(epsilon);
  const clip = (ratio: Rational): Rational => Rational.max(low, Rational.min(high, ratio));
  return Rational.sum(
    paths(game).map((path) => {
      const weight = pathProbability(probability, path);
      if (weight.isZero()) return Rational.ZERO;
      return weight.mul(term(ratios(path, candidate, old), jointAdvantage(path, values), clip));
    }),
  );
}

/** min(ρÂ, clip(ρ)Â) with the one ratio ρ = Π_t ρ_t of the whole path. */
export const jointRatioTerm: PathTerm = (all, advantage, clip) => {
  const ratio = product(all);
  return Rational.min(ratio.mul(advantage), clip(ratio).mul(advantage));
};

/**
 * E_{π_k}[min(ρ_{1:T}·Â, clip(ρ_{1:T}, 1−ε, 1+ε)·Â)], ρ_{1:T} the ratio of the whole path. At most
 * J(candidate) − J(π_k) wherever the candidate takes no action that π_k never takes (claim D5).
 */
export function jointRatioSurrogate(old: Policy, candidate: Policy, epsilon: Rational): Rational {
  return pathSurrogate(old, candidate, epsilon, jointRatioTerm);
}

/** Π_t x_t; 1 for none. */
export function product(factors: readonly Rational[]): Rational {
  return factors.reduce((result, factor) => result.mul(factor), Rational.ONE);
}
