import { Rational } from '../../exact/rational.js';
import type { MirrorProblem, MirrorStep } from '../../mirror/mirrorStep.js';

type Parts = NonNullable<MirrorProblem['parts']>;

/** The clipped step whose solver is told wrong E[M⁺] and E[M⁻]; its drift and feasibility stay right. */
function misled(
  step: MirrorStep,
  name: string,
  parts: (problem: MirrorProblem & { parts: Parts }) => Parts,
): MirrorStep {
  return {
    name: `${step.name} ${name}`,
    needsParts: true,
    solve(problem) {
      if (problem.parts === undefined) return step.solve(problem);
      return step.solve({ ...problem, parts: parts({ ...problem, parts: problem.parts }) });
    },
    drift: (problem, q) => step.drift(problem, q),
    feasible: (problem, q) => step.feasible(problem, q),
  };
}

/**
 * One segment out of order: the first stretch of the least preferred among the worst actions looks steeper
 * than every other, and is filled first. Raising E[M⁺] and E[M⁻] alike leaves the middle stretch where it was.
 */
export function outOfOrder(step: MirrorStep): MirrorStep {
  return misled(step, 'with a segment out of order', ({ parts: { gain, loss }, advantage, preference }) => {
    const worst = preference.reduce((w, a) => (advantage[a].le(advantage[w]) ? a : w), preference[0]);
    const more = Rational.sum(gain).add(Rational.sum(loss));
    return { gain: gain.with(worst, gain[worst].add(more)), loss: loss.with(worst, loss[worst].add(more)) };
  });
}

/** Only the mean of M is known: E[M]⁺ and E[M]⁻ in place of E[M⁺] and E[M⁻]. */
export function byMeanOnly(step: MirrorStep): MirrorStep {
  return misled(step, 'by the mean of M', ({ advantage }) => ({
    gain: advantage.map((mean) => Rational.max(mean, Rational.ZERO)),
    loss: advantage.map((mean) => Rational.max(mean.neg(), Rational.ZERO)),
  }));
}
