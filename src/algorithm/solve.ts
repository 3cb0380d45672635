import { type Arithmetic } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { RootSum } from '../exact/rootSum.js';
import { klStepIn } from '../mirror/kl.js';
import type { MirrorStep } from '../mirror/mirrorStep.js';
import type { GradientStep, Surrogate } from './algorithm.js';
import { AlgorithmError } from './algorithmError.js';
import { clippedArgmax } from './clippedArgmax.js';
import { meanAdvantage } from './means.js';
import { tieRuleAt, type UpdateProblem } from './updateProblem.js';

/**
 * The new distribution of one information set: exact for argmax steps on exact numbers, enclosed where exp takes part.
 * Throws AlgorithmError for a step of one's own that is given numbers that are not rational, UncertainError where an
 * argmax cannot be told.
 */
export function solve<N>(numbers: Arithmetic<N>, problem: UpdateProblem<N>, surrogate: Surrogate): readonly N[] {
  switch (surrogate.kind) {
    case 'clip':
      return clippedArgmax(numbers, problem, surrogate);
    case 'mirror':
      return mirrorArgmax(numbers, problem, surrogate.step);
    case 'kl':
      return klStepIn(numbers, surrogate.weight, problem.old, meanAdvantage(numbers, problem));
    case 'gradient':
      return gradientStep(numbers, problem, surrogate);
  }
}

/** θ_a ← θ_a + α·d·p_a·(X_a − Σ_b p_b X_b), with X_a = E[M|a]/L_a; as a step on q: q_a ∝ p_a·exp(the change). */
function gradientStep<N>(
  numbers: Arithmetic<N>,
  problem: UpdateProblem<N>,
  { size, lengths }: GradientStep,
): readonly N[] {
  const { old } = problem;
  const advantage = meanAdvantage(numbers, problem);
  const each =
    lengths === undefined
      ? advantage
      : advantage.map((x, a) => numbers.div(x, numbers.of(Rational.of(lengths[Math.min(a, lengths.length - 1)]))));
  // Where all are known to be equal nothing moves, and the distribution stays what it is.
  if (each.every((x) => numbers.compare(x, each[0]) === 'equal')) return old;
  const mean = numbers.inner(old, each);
  const scale = numbers.mul(numbers.of(size), problem.reach);
  const rise = each.map((x, a) => numbers.mul(numbers.mul(scale, old[a]), numbers.sub(x, mean)));
  return klStepIn(numbers, Rational.ONE, old, rise);
}

function mirrorArgmax<N>(numbers: Arithmetic<N>, problem: UpdateProblem<N>, step: MirrorStep): readonly N[] {
  const { old } = problem;
  const mean = meanAdvantage(numbers, problem);
  const tie = tieRuleAt(numbers, problem, mean);
  if (step.solveIn !== undefined) return step.solveIn(numbers, { advantage: mean, ...tie });
  // A step of one's own is written for rationals.
  const advantage = rationals(mean) ?? (step.ordinal === true ? ranks(numbers, mean) : undefined);
  const before = rationals(old);
  if (advantage !== undefined && before !== undefined) {
    const { preference, onTie } = tie;
    const solved = step.solve({ old: before, advantage, preference, tie: tie.tie, onTie });
    return solved.map((q) => numbers.of(q));
  }
  throw new AlgorithmError(
    `the step ${step.name} is not computed exactly for the irrational estimates at "${problem.name}"; take another step, or an estimator without a standard deviation`,
  );
}

function rationals(list: readonly unknown[]): Rational[] | undefined {
  const result = list.map((x) => (x instanceof RootSum ? x.asRational() : x));
  return result.every((x) => x instanceof Rational) ? result : undefined;
}

/** Integers in the same order as the numbers, equal where they are equal; undefined where that is uncertain. */
function ranks<N>(numbers: Arithmetic<N>, list: readonly N[]): Rational[] | undefined {
  const orders = list.map((x) => list.map((y) => numbers.compare(y, x)));
  if (orders.some((row) => row.includes('uncertain'))) return undefined;
  return orders.map((row) => Rational.of(row.filter((order) => order === 'less').length));
}
