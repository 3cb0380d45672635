import type { Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { fill, type Stretch } from './fill.js';
import { type MirrorProblem, type MirrorStep, mirrorStep, tieRuleOf, withinSupport } from './mirrorStep.js';

/**
 * The clipped surrogate of Eq. 6: Σ_a p_a·E[min(ρ_a M, clip(ρ_a, 1−ε, 1+ε) M) | h, a] with ρ_a = q_a/p_a.
 * In the mass q_a it is concave and piecewise linear: slope E[M⁺] up to p_a(1−ε), E[M] up to p_a(1+ε),
 * −E[M⁻] beyond. Over the simplex it is maximal when the stretches are filled in order of slope.
 * As a mirror step its drift is the clip residual Σ_a p_a·E[max(0, (ρ_a − clip(ρ_a))·M)] (claim C1).
 * Actions with p_a = 0 have no ratio and stay at 0. Throws RangeError unless 0 < ε ≤ 1.
 */
export function clip(epsilon: Rational): MirrorStep {
  return clippedStep(epsilon, `clip:${epsilon}`, 'support');
}

/**
 * The same surrogate over {q : q_a ≥ (1 − ε)·p_a} only: no action loses more than the share ε of its probability in one
 * step, so none vanishes. From full support its sweeps converge to J*, in any order of the turns (claim E10).
 */
export function clipFloor(epsilon: Rational): MirrorStep {
  return clippedStep(epsilon, `clip-floor:${epsilon}`, 'floor');
}

/**
 * Eq. 3 with the clip residual as its drift and the whole simplex as its neighbourhood: Σ_a q_a E[M | h, a] minus the
 * residual, which is an expectation over a ~ p. So an action with p_a = 0, of which the importance weights of Eq. 6 see
 * nothing, counts here with its whole mean.
 */
export function clipDrift(epsilon: Rational): MirrorStep {
  return clippedStep(epsilon, `clip-drift:${epsilon}`, 'simplex');
}

/** Over which q: those within the support of p, those that keep the floor (1 − ε)p as well, or all. */
type Candidates = 'support' | 'floor' | 'simplex';

function clippedStep(epsilon: Rational, name: string, candidates: Candidates): MirrorStep {
  if (epsilon.sign() <= 0 || epsilon.gt(Rational.ONE))
    throw new RangeError(`the clip range ε must be in (0, 1], not ${epsilon}`);
  const low = Rational.ONE.sub(epsilon);
  const high = Rational.ONE.add(epsilon);
  const width = high.sub(low);

  return mirrorStep({
    name,
    needsParts: true,
    solveIn: (numbers, problem) =>
      fill(numbers, stretchesOf(numbers, problem, low, width, candidates), tieRuleOf(problem)),
    drift(problem, q) {
      const { gain, loss } = parts(problem);
      let residual = Rational.ZERO;
      problem.old.forEach((p, a) => {
        if (p.isZero()) return;
        const above = q[a].sub(p.mul(high));
        const below = p.mul(low).sub(q[a]);
        if (above.sign() > 0) residual = residual.add(above.mul(gain[a]));
        if (below.sign() > 0) residual = residual.add(below.mul(loss[a]));
      });
      return residual;
    },
    feasible: (problem, q) =>
      candidates === 'simplex' ||
      (withinSupport(problem.old, q) && (candidates === 'support' || problem.old.every((p, a) => q[a].ge(p.mul(low))))),
  });
}

function stretchesOf<N>(
  numbers: Arithmetic<N>,
  problem: MirrorProblem<N>,
  low: Rational,
  width: Rational,
  candidates: Candidates,
): Stretch<N>[] {
  const { gain, loss } = parts(problem);
  const [lower, middle] = [numbers.of(low), numbers.of(width)];
  return problem.old.flatMap((p, action): Stretch<N>[] =>
    numbers.isZero(p)
      ? candidates === 'simplex'
        ? [{ action, slope: numbers.sub(gain[action], loss[action]), length: undefined }]
        : []
      : [
          { action, slope: candidates === 'floor' ? 'floor' : gain[action], length: numbers.mul(p, lower) },
          { action, slope: numbers.sub(gain[action], loss[action]), length: numbers.mul(p, middle) },
          { action, slope: numbers.sub(numbers.zero, loss[action]), length: undefined },
        ],
  );
}

function parts<N>(problem: MirrorProblem<N>): NonNullable<MirrorProblem<N>['parts']> {
  if (problem.parts === undefined) throw new RangeError('the clipped surrogate needs E[M⁺] and E[M⁻], not only E[M]');
  return problem.parts;
}
