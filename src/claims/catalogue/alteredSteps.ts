import { Rational } from '../../exact/rational.js';
import type { MirrorProblem, MirrorStep } from '../../mirror/mirrorStep.js';

/** The step with the sign of M mistaken: it stays in its neighbourhood, but picks a candidate that is no argmax. */
export function mistakenSign(step: MirrorStep): MirrorStep {
  const { name, needsParts } = step;
  const solve = ({ parts, ...problem }: MirrorProblem): Rational[] =>
    step.solve({
      ...problem,
      advantage: problem.advantage.map((x) => x.neg()),
      ...(parts === undefined ? {} : { parts: { gain: parts.loss, loss: parts.gain } }),
    });
  return {
    name: `${name} with the sign of M mistaken`,
    needsParts,
    solve,
    drift: (problem, q) => step.drift(problem, q),
    feasible: (problem, q) => step.feasible(problem, q),
  };
}

/**
 * The step with drift and neighbourhood around the uniform policy instead of π_k, as a penalty that pulls towards
 * a fixed reference does: D(π_k) ≠ 0, and U need not contain π_k.
 */
export function aroundUniform(step: MirrorStep): MirrorStep {
  const { name, needsParts } = step;
  const moved = (problem: MirrorProblem): MirrorProblem => ({
    ...problem,
    old: problem.old.map(() => Rational.of(1, problem.old.length)),
  });
  return {
    name: `${name} around the uniform policy`,
    needsParts,
    solve: (problem) => step.solve(moved(problem)),
    drift: (problem, q) => step.drift(moved(problem), q),
    feasible: (problem, q) => step.feasible(moved(problem), q),
  };
}
