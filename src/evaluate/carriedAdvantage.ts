import type { Rational } from '../exact/rational.js';
import { NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import type { Path } from './paths.js';

/**
 * Â(τ) = R(τ) − V_π(s0), the joint (trajectory-level) advantage of Eq. 5, and what the group estimate of Eq. 9
 * tends to as groups grow. `values` is V_π per node; s0 is the path's own context, and what was paid together with
 * the context belongs to neither side, so that Â has mean 0 over π's paths from each context.
 */
export function jointAdvantage(path: Path, values: readonly Rational[]): Rational {
  return path.pathReturn.sub(path.contextReward).sub(values[path.context]);
}

/**
 * ρ_t = π̄(a_t|h_t)/π_k(a_t|h_t) for each decision of the path, by turn: entry t − 1 is turn t's.
 * Throws ExactError where the old policy gives a taken action probability 0 (no sample, no ratio).
 */
export function ratios(path: Path, candidate: Policy, oldPolicy: Policy): Rational[] {
  const { game } = oldPolicy;
  return path.edges
    .filter((_, step) => game.kind[path.nodes[step]] === NodeKind.decision)
    .map((e) => candidate.probability[e].div(oldPolicy.probability[e]));
}

/**
 * The carried advantage of Eqs. 7–8 along one path: M_{T+1} = Â and M_t = ρ_t · M_{t+1}, computed by that
 * recursion. Entry t − 1 is M_t for t = 1..n, entry n is M_{n+1} = Â, for a path with n decisions.
 */
export function carriedAdvantage(jointAdvantage: Rational, ratios: readonly Rational[]): Rational[] {
  const result = [jointAdvantage];
  for (let t = ratios.length - 1; t >= 0; t--) result.unshift(ratios[t].mul(result[0]));
  return result;
}
