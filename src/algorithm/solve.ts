import { Interval } from '../exact/interval.js';
import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import type { RootSum } from '../exact/rootSum.js';
import { klStep } from '../mirror/kl.js';
import { type MirrorStep } from '../mirror/mirrorStep.js';
import { preference, type Tie } from '../sweep/tie.js';
import type { GradientStep, Surrogate } from './algorithm.js';
import { AlgorithmError } from './algorithmError.js';
import { clippedArgmax } from './clippedArgmax.js';
import { enclosedAdvantage, meanAdvantage } from './means.js';
import type { UpdateProblem } from './updateProblem.js';

/**
 * The new distribution of one information set: exact for argmax steps, enclosed at `precision` where exp or an
 * irrational estimate takes part. Throws AlgorithmError for a step that is not exact on irrational estimates.
 */
export function solve(problem: UpdateProblem, surrogate: Surrogate, tie: Tie, precision: number): readonly Real[] {
  switch (surrogate.kind) {
    case 'clip':
      return clippedArgmax(problem, surrogate, tie);
    case 'mirror':
      return mirrorArgmax(problem, surrogate.step, tie, precision);
    case 'kl':
      return klStep(surrogate.weight, problem.old, enclosedAdvantage(problem, precision), precision);
    case 'gradient':
      return gradientStep(problem, surrogate, precision);
  }
}

/** θ_a ← θ_a + α·d·p_a·(X_a − Σ_b p_b X_b), with X_a = E[M|a]/L_a; as a step on q: q_a ∝ p_a·exp(the change). */
function gradientStep(problem: UpdateProblem, { size, lengths }: GradientStep, precision: number): Real[] {
  const reals = new RealArithmetic(precision);
  const { old } = problem;
  const advantage = enclosedAdvantage(problem, precision);
  const each =
    lengths === undefined
      ? advantage
      : advantage.map((x, a) => reals.mul(x, Rational.of(1, lengths[Math.min(a, lengths.length - 1)])));
  // Where all are known to be equal nothing moves, and the distribution stays exact.
  const same = each.every((x) => reals.compare(x, each[0]) === 'equal');
  const mean = same ? each[0] : reals.inner(old, each);
  const scale = reals.mul(size, problem.reach);
  const rise = each.map((x, a) => (same ? Rational.ZERO : reals.mul(reals.mul(scale, old[a]), reals.sub(x, mean))));
  return klStep(Rational.ONE, old, rise, precision);
}

function mirrorArgmax(problem: UpdateProblem, step: MirrorStep, tie: Tie, precision: number): readonly Real[] {
  const { old } = problem;
  const isExact = problem.samples.every((ofAction) =>
    ofAction.every(({ weight, factor }) => weight instanceof Rational && factor instanceof Rational),
  );
  const mean = isExact ? meanAdvantage(problem) : undefined;
  if (mean !== undefined) {
    const ranked = preference(tie, mean, problem.turn, problem.set);
    const advantage = step.ordinal === true ? ranks(mean) : rationals(mean);
    if (advantage !== undefined) return step.solve({ old, advantage, preference: ranked });
  }
  const [name, weight] = step.name.split(':');
  if (name === 'euclidean') {
    return projected(old, enclosedAdvantage(problem, precision), Rational.parse(weight), precision);
  }
  throw new AlgorithmError(
    `the step ${step.name} is not computed exactly for the irrational estimates at "${problem.name}"; take another step, or an estimator without a standard deviation`,
  );
}

function rationals(numbers: readonly RootSum[]): Rational[] | undefined {
  const result = numbers.map((x) => x.asRational());
  return result.every((x) => x !== undefined) ? result : undefined;
}

/** Integers in the same order as the numbers, equal where they are equal. */
function ranks(numbers: readonly RootSum[]): Rational[] {
  return numbers.map((x) => Rational.of(numbers.filter((y) => y.compare(x) < 0).length));
}

/**
 * The projection of x = p + E[M]/λ onto the simplex, max(0, x_a − τ), as enclosures. τ = max over sets S of actions of
 * (Σ_S x − 1)/|S|: no comparison is needed, so ties do no harm.
 */
function projected(old: readonly Rational[], advantage: readonly Real[], lambda: Rational, precision: number): Real[] {
  const reals = new RealArithmetic(precision);
  const x = old.map((p, a) => reals.add(p, reals.div(advantage[a], lambda)));
  const best = reals.compare.bind(reals);
  if (advantage.every((y) => best(y, advantage[0]) === 'equal')) return old.slice();
  const bounds: (readonly [Rational, Rational])[] = [];
  for (let subset = 1; subset < 2 ** x.length; subset++) {
    const members = x.filter((_, a) => (subset >> a) % 2 === 1);
    const level = reals.div(reals.sub(reals.sum(members), Rational.ONE), Rational.of(members.length));
    bounds.push(reals.enclose(level).bounds());
  }
  const greatest = (numbers: readonly Rational[]): Rational => numbers.reduce((a, b) => Rational.max(a, b));
  const tau = Interval.between(greatest(bounds.map(([lo]) => lo)), greatest(bounds.map(([, hi]) => hi)), precision);
  return x.map((y) => {
    const [lo, hi] = reals
      .enclose(reals.sub(y, tau))
      .bounds()
      .map((end) => Rational.max(Rational.ZERO, end));
    return lo.equals(hi) ? lo : Interval.between(lo, hi, precision);
  });
}
