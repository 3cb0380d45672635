import { Rational } from '../../exact/rational.js';
import type { MirrorProblem } from '../../mirror/mirrorStep.js';
import { solveLinear } from './linearSystem.js';
import { isWithin, type Plane, type Region } from './stepRegion.js';

/**
 * Candidates among which a maximiser of the step's objective is, found without any of its solvers' ideas:
 * for the quadratic drifts the stationary point of every face, otherwise every corner of the region's cells.
 * Slow (exponential in the number of actions), plain, exact.
 */
export function possibleMaximisers(step: string, problem: MirrorProblem, region: Region): Rational[][] {
  const [kind, size = '0'] = step.split(':');
  if (kind === 'euclidean' || kind === 'chi-square') {
    const weights = kind === 'euclidean' ? problem.old.map(() => Rational.ONE) : problem.old;
    return stationaryPoints(problem, weights, Rational.parse(size));
  }
  return corners(region, problem.old.length);
}

/**
 * A concave objective that is linear on each cell, cut out by the half-spaces' planes and the bends, is maximal
 * at a corner: a point of Σ_a q_a = 1 in which n − 1 further planes meet.
 */
function corners(region: Region, actions: number): Rational[][] {
  const planes = [...region.halfSpaces, ...region.bends];
  const result: Rational[][] = [];
  for (const chosen of subsets(planes, actions - 1)) {
    const q = meetingPoint(chosen, actions);
    if (q !== undefined && isWithin(region, q)) result.push(q);
  }
  return result;
}

function meetingPoint(planes: readonly Plane[], actions: number): Rational[] | undefined {
  const ones = new Array<Rational>(actions).fill(Rational.ONE);
  return solveLinear(
    [ones, ...planes.map(({ normal }) => normal)],
    [Rational.ONE, ...planes.map(({ offset }) => offset)],
  );
}

/**
 * Maximising ⟨q, A⟩ − (λ/2)·Σ_a (q_a − p_a)²/w_a where exactly the actions of a set S have mass: the derivative
 * A_a − λ(q_a − p_a)/w_a is the same number τ on S, so q_a = p_a + w_a(A_a − τ)/λ there, and Σ q = 1 gives τ.
 * One point for each S on which all these are ≥ 0; the maximiser is the point of its own support.
 */
function stationaryPoints(
  { old, advantage }: MirrorProblem,
  weights: readonly Rational[],
  lambda: Rational,
): Rational[][] {
  const movable = old.map((_, a) => a).filter((a) => !weights[a].isZero());
  const result: Rational[][] = [];
  for (let size = 1; size <= movable.length; size++) {
    for (const support of subsets(movable, size)) {
      const sum = (of: (a: number) => Rational): Rational => Rational.sum(support.map(of));
      // 1 = Σ_S p + (Σ_S wA − τ·Σ_S w)/λ
      const tau = lambda
        .mul(sum((a) => old[a]).sub(Rational.ONE))
        .add(sum((a) => weights[a].mul(advantage[a])))
        .div(sum((a) => weights[a]));
      const q = old.map((p, a) =>
        support.includes(a) ? p.add(weights[a].mul(advantage[a].sub(tau)).div(lambda)) : Rational.ZERO,
      );
      if (q.every((mass) => mass.sign() >= 0)) result.push(q);
    }
  }
  return result;
}

/** All ways to choose `count` of the items, in order. */
function* subsets<T>(items: readonly T[], count: number, from = 0): Generator<T[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let i = from; i + count <= items.length; i++) {
    for (const rest of subsets(items, count - 1, i + 1)) yield [items[i], ...rest];
  }
}
