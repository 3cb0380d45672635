import { Rational } from '../../src/exact/rational.js';
import type { MirrorProblem } from '../../src/mirror/mirrorStep.js';
import { solveLinear, subsets } from './linearSystem.js';

/** normal·q ≤ bound. */
export interface HalfSpace {
  readonly normal: readonly Rational[];
  readonly bound: Rational;
}

/**
 * A mirror step written down from its definition, for solvers to be checked against: q is a distribution in all
 * `halfSpaces`; `objective` is concave and linear between the hyperplanes of `halfSpaces` and `breaks`.
 */
export interface BruteStep {
  objective(problem: MirrorProblem, q: readonly Rational[]): Rational;
  halfSpaces(problem: MirrorProblem): HalfSpace[];
  breaks(problem: MirrorProblem): HalfSpace[];
}

const { ZERO, ONE } = Rational;
const two = Rational.of(2);

function dot(x: readonly Rational[], y: readonly Rational[]): Rational {
  return Rational.sum(x.map((value, a) => value.mul(y[a])));
}

function unit(n: number, a: number, value = ONE): Rational[] {
  return Array.from({ length: n }, (_, b) => (b === a ? value : ZERO));
}

/** factor·p_a as an upper (sign 1) or a lower (sign −1) bound on each q_a. */
function bounds(problem: MirrorProblem, factor: Rational, sign: 1 | -1): HalfSpace[] {
  const s = Rational.of(sign);
  return problem.old.map((p, a) => ({ normal: unit(problem.old.length, a, s), bound: p.mul(factor).mul(s) }));
}

/** q_a ≤ 0 where p_a = 0. */
function onSupport(problem: MirrorProblem): HalfSpace[] {
  return bounds(problem, ONE, 1).filter((_, a) => problem.old[a].isZero());
}

const linear: BruteStep = {
  objective: (problem, q) => dot(problem.advantage, q),
  halfSpaces: () => [],
  breaks: () => [],
};

export const bruteUnrestricted: BruteStep = linear;

export const bruteSupported: BruteStep = { ...linear, halfSpaces: onSupport };

export function bruteRatioBox(epsilon: Rational): BruteStep {
  return {
    ...linear,
    halfSpaces: (problem) => [...bounds(problem, ONE.add(epsilon), 1), ...bounds(problem, ONE.sub(epsilon), -1)],
  };
}

/** ½Σ|q_a − p_a| ≤ δ as one half-space for each choice of signs. */
export function bruteTotalVariation(delta: Rational): BruteStep {
  return {
    ...linear,
    halfSpaces(problem) {
      const n = problem.old.length;
      return Array.from({ length: 2 ** n }, (_, mask) => {
        const normal = Array.from({ length: n }, (_, a) => Rational.of((mask >> a) % 2 === 0 ? 1 : -1));
        return { normal, bound: delta.mul(two).add(dot(normal, problem.old)) };
      });
    },
  };
}

export function bruteTotalVariationPenalty(lambda: Rational): BruteStep {
  return {
    objective(problem, q) {
      const moved = Rational.sum(q.map((mass, a) => mass.sub(problem.old[a]).abs()));
      return dot(problem.advantage, q).sub(moved.mul(lambda).div(two));
    },
    halfSpaces: () => [],
    breaks: (problem) => bounds(problem, ONE, 1),
  };
}

/** Σ_a p_a·E[min(ρM, clip(ρ)M)]: min(ρM, cM) is M⁺·min(ρ, c) − M⁻·max(ρ, c). */
export function bruteClip(epsilon: Rational): BruteStep {
  const [low, high] = [ONE.sub(epsilon), ONE.add(epsilon)];
  return {
    objective({ old, parts }, q) {
      return Rational.sum(
        old.map((p, a) => {
          if (p.isZero() || parts === undefined) return ZERO;
          const ratio = q[a].div(p);
          const clipped = Rational.min(Rational.max(ratio, low), high);
          const up = Rational.min(ratio, clipped).mul(parts.gain[a]);
          return p.mul(up.sub(Rational.max(ratio, clipped).mul(parts.loss[a])));
        }),
      );
    },
    halfSpaces: onSupport,
    breaks: (problem) => [...bounds(problem, low, 1), ...bounds(problem, high, 1)],
  };
}

/** The same with q_a ≥ (1 − ε)·p_a. */
export function bruteClipFloor(epsilon: Rational): BruteStep {
  return {
    ...bruteClip(epsilon),
    halfSpaces: (problem) => [...onSupport(problem), ...bounds(problem, ONE.sub(epsilon), -1)],
  };
}

/** All distributions in the half-spaces at which n − 1 of the hyperplanes meet. The maximum is at one of them. */
export function vertices(brute: BruteStep, problem: MirrorProblem): Rational[][] {
  const n = problem.old.length;
  const simplex = Array.from({ length: n }, (_, a) => ({ normal: unit(n, a, ONE.neg()), bound: ZERO }));
  const walls = [...simplex, ...brute.halfSpaces(problem)];
  const total = new Array<Rational>(n).fill(ONE);
  const found = new Map<string, Rational[]>();
  for (const tight of subsets([...walls, ...brute.breaks(problem)], n - 1)) {
    const q = solveLinear([total, ...tight.map(({ normal }) => normal)], [ONE, ...tight.map(({ bound }) => bound)]);
    if (q !== undefined && walls.every(({ normal, bound }) => dot(normal, q).le(bound))) found.set(q.join(' '), q);
  }
  return [...found.values()];
}

/**
 * What is wrong with `q` as a solution of `problem`, or undefined. With `leastMean`, q must also have the least
 * Σ q_a·E[M|a] among all solutions, as the adversarial tie-breaking promises.
 */
export function defect(
  brute: BruteStep,
  problem: MirrorProblem,
  q: readonly Rational[],
  leastMean: boolean,
): string | undefined {
  if (!Rational.sum(q).equals(ONE)) return `the masses sum to ${Rational.sum(q)}`;
  if (q.some((mass) => mass.sign() < 0)) return `negative mass in ${q.join(', ')}`;
  if (brute.halfSpaces(problem).some(({ normal, bound }) => dot(normal, q).gt(bound)))
    return `${q.join(', ')} is outside the neighbourhood`;
  const reached = brute.objective(problem, q);
  const corners = vertices(brute, problem);
  for (const corner of corners) {
    const value = brute.objective(problem, corner);
    if (value.gt(reached)) return `${corner.join(', ')} reaches ${value}, ${q.join(', ')} only ${reached}`;
    const tied = leastMean && value.equals(reached);
    if (tied && dot(problem.advantage, corner).lt(dot(problem.advantage, q)))
      return `${corner.join(', ')} is as good with a lower mean`;
  }
  return undefined;
}

/** Drift (λ/2)Σ(q_a − p_a)²/w_a: the one q that meets the optimality (KKT) conditions, over all choices of active actions. */
export function bruteQuadratic(lambda: Rational, weight: readonly Rational[], problem: MirrorProblem): Rational[][] {
  const { old, advantage } = problem;
  const n = old.length;
  const movable = old.map((_, a) => a).filter((a) => !weight[a].isZero());
  const solutions: Rational[][] = [];
  for (let size = 1; size <= movable.length; size++) {
    for (const active of subsets(movable, size)) {
      // Unknowns q_0 … q_{n−1}, τ: λq_a/w_a + τ = advantage_a + λp_a/w_a where active, q_a = 0 elsewhere, Σ q = 1.
      const rows = old.map((_, a) => [
        ...unit(n, a, active.includes(a) ? lambda.div(weight[a]) : ONE),
        active.includes(a) ? ONE : ZERO,
      ]);
      const right = old.map((p, a) => (active.includes(a) ? advantage[a].add(lambda.mul(p).div(weight[a])) : ZERO));
      const x = solveLinear([...rows, [...new Array<Rational>(n).fill(ONE), ZERO]], [...right, ONE]);
      if (x === undefined) continue;
      const tau = x[n];
      const q = x.slice(0, n);
      const stationary = movable.every(
        (a) => active.includes(a) || advantage[a].add(lambda.mul(old[a]).div(weight[a])).le(tau),
      );
      if (stationary && q.every((mass) => mass.sign() >= 0)) solutions.push(q);
    }
  }
  return solutions;
}
