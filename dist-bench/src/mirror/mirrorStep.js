import { Rational } from '../exact/rational.js';
/** Σ_a q_a·E[M|h,a] − D(q|p): what the step maximises, up to the constant of `advantage`. */
export function objective(step, problem, q) {
    return inner(q, problem.advantage).sub(step.drift(problem, q));
}
/** Σ_a x_a·y_a. */
export function inner(x, y) {
    return x.reduce((sum, value, a) => sum.add(value.mul(y[a])), Rational.ZERO);
}
/** Do all actions with p_a = 0 have q_a = 0? (An importance ratio sees no sample of such an action.) */
export function withinSupport(p, q) {
    return p.every((mass, a) => !mass.isZero() || q[a].isZero());
}
