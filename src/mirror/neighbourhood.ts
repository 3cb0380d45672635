import { type Arithmetic, certainOrder } from '../exact/arithmetic.js';
import { Rational } from '../exact/rational.js';
import { fill, type Stretch } from './fill.js';
import { type MirrorProblem, type MirrorStep, mirrorStep, tieRuleOf, withinSupport } from './mirrorStep.js';

const noDrift = (): Rational => Rational.ZERO;

/** No drift and no neighbourhood: all mass on the best action. Needs exact knowledge of every action, sampled or not. */
export function unrestricted(): MirrorStep {
  return mirrorStep({
    name: 'unrestricted',
    needsParts: false,
    ordinal: true,
    solveIn: (numbers, problem) =>
      fill(
        numbers,
        problem.advantage.map((slope, action) => ({ action, slope, length: undefined })),
        tieRuleOf(problem),
      ),
    drift: noDrift,
    feasible: () => true,
  });
}

/** As `unrestricted`, but over the actions that π_k takes at all: what importance ratios can see. */
export function supported(): MirrorStep {
  return mirrorStep({
    name: 'supported',
    needsParts: false,
    ordinal: true,
    solveIn: (numbers, problem) =>
      fill(
        numbers,
        problem.advantage.flatMap((slope, action) =>
          numbers.isZero(problem.old[action]) ? [] : [{ action, slope, length: undefined }],
        ),
        tieRuleOf(problem),
      ),
    drift: noDrift,
    feasible: (problem, q) => withinSupport(problem.old, q),
  });
}

/**
 * The ratio box 1−ε ≤ q_a/p_a ≤ 1+ε: start from the lower bounds and hand the rest to the best actions.
 * Throws RangeError unless 0 < ε ≤ 1.
 */
export function ratioBox(epsilon: Rational): MirrorStep {
  if (epsilon.sign() <= 0 || epsilon.gt(Rational.ONE))
    throw new RangeError(`the ratio box needs ε in (0, 1], not ${epsilon}`);
  const low = Rational.ONE.sub(epsilon);
  const high = Rational.ONE.add(epsilon);
  return mirrorStep({
    name: `ratio-box:${epsilon}`,
    needsParts: false,
    ordinal: true,
    solveIn: (numbers, problem) => {
      const [lower, width] = [numbers.of(low), numbers.of(high.sub(low))];
      return fill(
        numbers,
        problem.old.flatMap((p, action): Stretch<(typeof problem.old)[number]>[] => [
          { action, slope: 'floor', length: numbers.mul(p, lower) },
          { action, slope: problem.advantage[action], length: numbers.mul(p, width) },
        ]),
        tieRuleOf(problem),
      );
    },
    drift: noDrift,
    feasible: (problem, q) => problem.old.every((p, a) => q[a].ge(p.mul(low)) && q[a].le(p.mul(high))),
  });
}

/**
 * The total-variation ball ½·Σ_a |q_a − p_a| ≤ δ: move up to δ of mass from the worst actions to the best.
 * Throws RangeError unless δ > 0.
 */
export function totalVariation(delta: Rational): MirrorStep {
  if (delta.sign() <= 0) throw new RangeError(`the total-variation radius δ must be positive, not ${delta}`);
  return mirrorStep({
    name: `total-variation:${delta}`,
    needsParts: false,
    ordinal: true,
    solveIn: (numbers, problem) => {
      const best = bestActions(numbers, problem);
      const others = problem.old.map((_, a) => a).filter((a) => !best.includes(a));
      const moved = numbers.min(numbers.of(delta), numbers.sum(others.map((a) => problem.old[a])));
      const taken = fill(
        numbers,
        others.map((action) => ({
          action,
          slope: numbers.sub(numbers.zero, problem.advantage[action]),
          length: problem.old[action],
        })),
        { ...fromNothing(numbers, problem), preference: problem.preference.slice().reverse() },
        moved,
      );
      return handedTo(numbers, problem, best, taken, moved);
    },
    drift: noDrift,
    feasible: (problem, q) => distance(problem.old, q).le(delta),
  });
}

/**
 * A total-variation **penalty** λ·½·Σ_a |q_a − p_a|. Not a valid drift: its slope at p is not zero, so with a
 * large λ the step stays put although a better action exists (claim C5). Throws RangeError unless λ > 0.
 */
export function totalVariationPenalty(lambda: Rational): MirrorStep {
  if (lambda.sign() <= 0) throw new RangeError(`the penalty weight λ must be positive, not ${lambda}`);
  return mirrorStep({
    name: `total-variation-penalty:${lambda}`,
    needsParts: false,
    solveIn: (numbers, problem) => {
      const best = bestActions(numbers, problem);
      const weight = numbers.of(lambda);
      const taken = problem.old.map((mass, a) => {
        const behind = numbers.sub(problem.advantage[best[0]], problem.advantage[a]);
        return certainOrder(numbers, behind, weight) > 0 ? mass : numbers.zero;
      });
      return handedTo(numbers, problem, best, taken, numbers.sum(taken));
    },
    drift: (problem, q) => distance(problem.old, q).mul(lambda),
    feasible: () => true,
  });
}

/** The actions of greatest E[M|h,a]. */
function bestActions<N>(numbers: Arithmetic<N>, { advantage }: MirrorProblem<N>): number[] {
  let best: number[] = [];
  advantage.forEach((x, a) => {
    const order = best.length === 0 ? 1 : certainOrder(numbers, x, advantage[best[0]]);
    if (order >= 0) best = order > 0 ? [a] : [...best, a];
  });
  return best;
}

/** `moved` taken from some actions, `taken` from each, and shared out among the best. */
function handedTo<N>(
  numbers: Arithmetic<N>,
  problem: MirrorProblem<N>,
  best: readonly number[],
  taken: readonly N[],
  moved: N,
): N[] {
  const given = fill(
    numbers,
    best.map((action) => ({ action, slope: numbers.zero, length: undefined })),
    fromNothing(numbers, problem),
    moved,
  );
  return problem.old.map((p, a) => numbers.add(numbers.sub(p, taken[a]), given[a]));
}

/** The problem's tie rule for what is taken or given: nearest to p then means as little from each as can be. */
function fromNothing<N>(numbers: Arithmetic<N>, problem: MirrorProblem<N>): ReturnType<typeof tieRuleOf<N>> {
  return { ...tieRuleOf(problem), old: problem.old.map(() => numbers.zero) };
}

/** ½·Σ_a |q_a − p_a|. */
function distance(p: readonly Rational[], q: readonly Rational[]): Rational {
  return Rational.sum(p.map((mass, a) => q[a].sub(mass).abs())).div(Rational.of(2));
}
