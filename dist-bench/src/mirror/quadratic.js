import { Rational } from '../exact/rational.js';
import { withinSupport } from './mirrorStep.js';
/**
 * Squared Euclidean drift (λ/2)·Σ_a (q_a − p_a)²: the step is the projection of p + E[M]/λ onto the simplex.
 * It may give mass to actions with p_a = 0. Throws RangeError unless λ > 0.
 */
export function euclidean(lambda) {
    return quadratic('euclidean', lambda, (problem) => problem.old.map(() => Rational.ONE));
}
/**
 * χ² drift (λ/2)·Σ_a (q_a − p_a)²/p_a: q_a = p_a·max(0, 1 + (E[M|a] − τ)/λ), τ such that q sums to 1.
 * Actions with p_a = 0 stay at 0. Throws RangeError unless λ > 0.
 */
export function chiSquare(lambda) {
    return quadratic('chi-square', lambda, (problem) => problem.old);
}
/** Drift (λ/2)·Σ_a (q_a − p_a)²/w_a with weights w ≥ 0; where w_a = 0, q_a stays at p_a = 0. */
function quadratic(name, lambda, weightsOf) {
    if (lambda.sign() <= 0)
        throw new RangeError(`the drift weight λ must be positive, not ${lambda}`);
    return {
        name: `${name}:${lambda}`,
        needsParts: false,
        solve: (problem) => project(problem, weightsOf(problem), lambda),
        drift(problem, q) {
            const weights = weightsOf(problem);
            const squares = problem.old.map((p, a) => {
                const move = q[a].sub(p);
                return weights[a].isZero() ? Rational.ZERO : move.mul(move).div(weights[a]);
            });
            return Rational.sum(squares).mul(lambda).div(Rational.of(2));
        },
        feasible: (problem, q) => withinSupport(weightsOf(problem), q),
    };
}
/**
 * q_a = max(0, p_a + w_a(E[M|a] − τ)/λ) with Σ q_a = 1. Action a is active while τ < E[M|a] + λp_a/w_a, so
 * the active set is a prefix of the actions sorted by that bound; τ solves a linear equation on it.
 */
function project(problem, weights, lambda) {
    const { old, advantage } = problem;
    const bound = old.map((p, a) => weights[a].isZero() ? advantage[a] : advantage[a].add(lambda.mul(p).div(weights[a])));
    const candidates = old.map((_, a) => a).filter((a) => !weights[a].isZero());
    candidates.sort((a, b) => bound[b].compare(bound[a]));
    let weight = Rational.ZERO;
    let weighted = Rational.ZERO;
    let tau = Rational.ZERO;
    for (const a of candidates) {
        if (!weight.isZero() && bound[a].le(tau))
            break;
        weight = weight.add(weights[a]);
        weighted = weighted.add(weights[a].mul(bound[a]));
        tau = weighted.sub(lambda).div(weight);
    }
    return old.map((_, a) => weights[a].isZero() ? Rational.ZERO : Rational.max(Rational.ZERO, weights[a].mul(bound[a].sub(tau)).div(lambda)));
}
