import { type Arithmetic, certainOrder, UncertainError } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { type MirrorProblem, type MirrorStep, mirrorStep, withinSupport } from './mirrorStep.js';

/**
 * Squared Euclidean drift (λ/2)·Σ_a (q_a − p_a)²: the step is the projection of p + E[M]/λ onto the simplex.
 * It may give mass to actions with p_a = 0. Throws RangeError unless λ > 0.
 */
export function euclidean(lambda: Rational): MirrorStep {
  return quadratic('euclidean', lambda, (problem, one) => problem.old.map(() => one));
}

/**
 * χ² drift (λ/2)·Σ_a (q_a − p_a)²/p_a: q_a = p_a·max(0, 1 + (E[M|a] − τ)/λ), τ such that q sums to 1.
 * Actions with p_a = 0 stay at 0. Throws RangeError unless λ > 0.
 */
export function chiSquare(lambda: Rational): MirrorStep {
  return quadratic('chi-square', lambda, (problem) => problem.old);
}

/** Drift (λ/2)·Σ_a (q_a − p_a)²/w_a with weights w ≥ 0; where w_a = 0, q_a stays at p_a = 0. */
function quadratic(
  name: string,
  lambda: Rational,
  weightsOf: <N>(problem: MirrorProblem<N>, one: N) => readonly N[],
): MirrorStep {
  if (lambda.sign() <= 0) throw new RangeError(`the drift weight λ must be positive, not ${lambda}`);
  return mirrorStep({
    name: `${name}:${lambda}`,
    needsParts: false,
    solveIn: (numbers, problem) => project(numbers, problem, weightsOf(problem, numbers.one), numbers.of(lambda)),
    drift(problem, q) {
      const weights = weightsOf(problem, Rational.ONE);
      const squares = problem.old.map((p, a) => {
        const move = q[a].sub(p);
        return weights[a].isZero() ? Rational.ZERO : move.mul(move).div(weights[a]);
      });
      return Rational.sum(squares).mul(lambda).div(Rational.of(2));
    },
    feasible: (problem, q) => withinSupport(weightsOf(problem, Rational.ONE), q),
  });
}

/** From this many actions on, enclosed numbers whose order is uncertain are not projected: there are 2^n sets. */
const MOST_SETS = 12;

/**
 * q_a = max(0, p_a + w_a(E[M|a] − τ)/λ) with Σ q_a = 1. With b_a = E[M|a] + λp_a/w_a each set S of actions has
 * Σ_S w_a(b_a − τ)/λ ≤ 1, and the active ones with equality: τ = max_S (Σ_S w_a·b_a − λ)/Σ_S w_a. The active set is a
 * prefix of the actions sorted by b; where their order is uncertain all sets are gone through, without a comparison.
 * `old` is returned as it is where all E[M|a] are known to be equal.
 */
function project<N>(numbers: Arithmetic<N>, problem: MirrorProblem<N>, weights: readonly N[], lambda: N): N[] {
  const { old, advantage } = problem;
  const candidates = old.map((_, a) => a).filter((a) => !numbers.isZero(weights[a]));
  if (candidates.every((a) => numbers.compare(advantage[a], advantage[candidates[0]]) === 'equal')) return old.slice();
  const bound = old.map((p, a) =>
    numbers.isZero(weights[a])
      ? advantage[a]
      : numbers.add(advantage[a], numbers.div(numbers.mul(lambda, p), weights[a])),
  );
  const level = (set: readonly number[]): N => {
    const weight = numbers.sum(set.map((a) => weights[a]));
    const weighted = numbers.sum(set.map((a) => numbers.mul(weights[a], bound[a])));
    return numbers.div(numbers.sub(weighted, lambda), weight);
  };
  const tau = setsFor(numbers, candidates, bound)
    .map(level)
    .reduce((x, y) => numbers.max(x, y));
  return old.map((_, a) =>
    numbers.isZero(weights[a])
      ? numbers.zero
      : numbers.max(numbers.zero, numbers.div(numbers.mul(weights[a], numbers.sub(bound[a], tau)), lambda)),
  );
}

/** Sets of actions among which the active one is: the prefixes in order of b, or all where that order is uncertain. */
function setsFor<N>(numbers: Arithmetic<N>, candidates: readonly number[], bound: readonly N[]): number[][] {
  const uncertain = candidates.some((a) => candidates.some((b) => numbers.compare(bound[a], bound[b]) === 'uncertain'));
  if (!uncertain) {
    const sorted = candidates.slice().sort((a, b) => certainOrder(numbers, bound[b], bound[a]));
    return sorted.map((_, n) => sorted.slice(0, n + 1));
  }
  if (candidates.length > MOST_SETS) throw new UncertainError('too many actions whose order is uncertain');
  return Array.from({ length: 2 ** candidates.length - 1 }, (_, n) =>
    candidates.filter((_action, bit) => ((n + 1) >> bit) % 2 === 1),
  );
}
