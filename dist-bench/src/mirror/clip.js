import { Rational } from '../exact/rational.js';
import { withinSupport } from './mirrorStep.js';
/**
 * The clipped surrogate of Eq. 6: Σ_a p_a·E[min(ρ_a M, clip(ρ_a, 1−ε, 1+ε) M) | h, a] with ρ_a = q_a/p_a.
 * In the mass q_a it is concave and piecewise linear: slope E[M⁺] up to p_a(1−ε), E[M] up to p_a(1+ε),
 * −E[M⁻] beyond. Over the simplex it is maximal when the stretches are filled in order of slope.
 * As a mirror step its drift is the clip residual Σ_a p_a·E[max(0, (ρ_a − clip(ρ_a))·M)] (claim C1).
 * Actions with p_a = 0 have no ratio and stay at 0. Throws RangeError unless 0 < ε ≤ 1.
 */
export function clip(epsilon) {
    if (epsilon.sign() <= 0 || epsilon.gt(Rational.ONE))
        throw new RangeError(`the clip range ε must be in (0, 1], not ${epsilon}`);
    const low = Rational.ONE.sub(epsilon);
    const high = Rational.ONE.add(epsilon);
    const width = high.sub(low);
    return {
        name: `clip:${epsilon}`,
        needsParts: true,
        solve: (problem) => fill(inOrderOfSlope(problem, low, width), problem.old.length),
        drift(problem, q) {
            const { gain, loss } = parts(problem);
            let residual = Rational.ZERO;
            problem.old.forEach((p, a) => {
                if (p.isZero())
                    return;
                const above = q[a].sub(p.mul(high));
                const below = p.mul(low).sub(q[a]);
                if (above.sign() > 0)
                    residual = residual.add(above.mul(gain[a]));
                if (below.sign() > 0)
                    residual = residual.add(below.mul(loss[a]));
            });
            return residual;
        },
        feasible: (problem, q) => withinSupport(problem.old, q),
    };
}
function inOrderOfSlope(problem, low, width) {
    const { gain, loss } = parts(problem);
    const segments = [];
    for (const action of problem.preference) {
        const p = problem.old[action];
        if (p.isZero())
            continue;
        segments.push({ action, slope: gain[action], length: p.mul(low) }, { action, slope: gain[action].sub(loss[action]), length: p.mul(width) }, { action, slope: loss[action].neg(), length: undefined });
    }
    // Stable: equal slopes stay in order of preference, and an action's own stretches in their order.
    return segments.sort((x, y) => y.slope.compare(x.slope));
}
function fill(segments, actions) {
    const q = new Array(actions).fill(Rational.ZERO);
    let left = Rational.ONE;
    for (const { action, length } of segments) {
        const mass = length === undefined ? left : Rational.min(length, left);
        q[action] = q[action].add(mass);
        left = left.sub(mass);
        if (left.isZero())
            break;
    }
    return q;
}
function parts(problem) {
    if (problem.parts === undefined)
        throw new RangeError('the clipped surrogate needs E[M⁺] and E[M⁻], not only E[M]');
    return problem.parts;
}
