import type { ClippedSurrogate, Surrogate } from '../../../src/algorithm/algorithm.js';
import { meanAdvantage } from '../../../src/algorithm/means.js';
import { solve } from '../../../src/algorithm/solve.js';
import type { UpdateProblem } from '../../../src/algorithm/updateProblem.js';
import { Rational } from '../../../src/exact/rational.js';
import type { Real } from '../../../src/exact/real.js';
import { RootSum } from '../../../src/exact/rootSum.js';
import { holds, PRECISION, reals } from './numbers.js';

export function isStep(
  surrogate: Surrogate,
  problem: UpdateProblem,
  joint: readonly (readonly Real[])[],
  q: readonly Real[],
): boolean {
  const isExact = q.every((x) => x instanceof Rational);
  if (surrogate.kind === 'clip' && isExact) {
    const masses = q;
    const worth = (x: readonly Rational[]): RootSum => clippedWorth(surrogate, problem, joint, x);
    const inside = masses.every((x, a) => !problem.old[a].isZero() || x.isZero());
    return inside && corners(surrogate, problem, joint).every((x) => worth(masses).compare(worth(x)) >= 0);
  }
  if (surrogate.kind === 'mirror' && isExact) {
    const { step } = surrogate;
    const mean = meanAdvantage(problem).map((x) => x.asRational());
    if (mean.every((x) => x !== undefined)) {
      const mirror = { old: problem.old, advantage: mean, preference: q.map((_, a) => a) };
      const worth = (x: readonly Rational[]): Rational =>
        x.reduce((sum, mass, a) => sum.add(mass.mul(mean[a])), Rational.ZERO).sub(step.drift(mirror, x));
      return step.feasible(mirror, q) && worth(q).equals(worth(step.solve(mirror)));
    }
    if (step.name.startsWith('total-variation-penalty')) {
      const masses = q;
      const worth = (x: readonly Rational[]): RootSum => {
        const moved = step.drift({ old: problem.old, advantage: problem.old, preference: [] }, x);
        return RootSum.sum(meanAdvantage(problem).map((own, a) => own.scale(x[a]))).sub(RootSum.of(moved));
      };
      const bends = problem.old.map((p) => [Rational.ZERO, p, Rational.ONE]);
      return cornersOf(bends).every((x) => worth(masses).compare(worth(x)) >= 0);
    }
    if (step.ordinal === true) {
      const worth = (x: readonly Real[]): RootSum =>
        RootSum.sum(meanAdvantage(problem).map((own, a) => own.scale(x[a] as Rational)));
      const best = solve(problem, surrogate, 'first', PRECISION);
      return (
        step.feasible({ old: problem.old, advantage: problem.old, preference: [] }, q) &&
        worth(q).compare(worth(best)) === 0
      );
    }
  }
  const own = solve(problem, surrogate, 'first', PRECISION);
  return own.every((x, a) => holds(q[a] instanceof Rational ? q[a].toString() : asText(q[a]), x));
}

const asText = (x: Real): [string, string] => reals.enclose(x).bounds().map(String) as [string, string];

type Joint = readonly (readonly Real[])[];

/** The factor in a sample's clipped ratio. */
const factorIn = (surrogate: ClippedSurrogate, joint: Joint, a: number, n: number): Rational =>
  surrogate.level === 'joint' ? (joint[a][n] as Rational) : Rational.ONE;

/** Σ_a p_a·E[min(ρcM, clip(ρc)M)]/c: M ≥ 0 counts up to ρc = 1 + high, M < 0 from 1 − low on; c = 1 unless it is joint. */
function clippedWorth(
  surrogate: ClippedSurrogate,
  { old, samples }: UpdateProblem,
  joint: Joint,
  q: readonly Rational[],
): RootSum {
  return RootSum.sum(
    samples.flatMap((own, a) => {
      if (old[a].isZero()) return [];
      return own.flatMap(({ weight, factor, estimate }, n) => {
        const c = factorIn(surrogate, joint, a, n);
        if (c.isZero()) return [];
        const ratio = q[a].div(old[a]);
        const above = Rational.min(ratio, Rational.ONE.add(surrogate.high).div(c));
        const below = Rational.max(ratio, Rational.ONE.sub(surrogate.low).div(c));
        const scale = old[a].mul(weight as Rational).mul(factor as Rational);
        return [estimate.gain.scale(above.mul(scale)).sub(estimate.loss.scale(below.mul(scale)))];
      });
    }),
  );
}

/** All points at which the objective can be greatest: all actions but one at a bend, at 0 or at 1, and the one takes the rest. */
function corners(surrogate: ClippedSurrogate, { old, samples }: UpdateProblem, joint: Joint): Rational[][] {
  const bends = samples.map((own, a) => {
    if (old[a].isZero()) return [Rational.ZERO];
    const factors = own.map((_, n) => factorIn(surrogate, joint, a, n)).filter((c) => !c.isZero());
    const ends = [Rational.ONE.sub(surrogate.low), Rational.ONE.add(surrogate.high)];
    const masses = [Rational.ZERO, Rational.ONE, ...factors.flatMap((c) => ends.map((end) => end.mul(old[a]).div(c)))];
    return [...new Map(masses.map((x) => [x.toString(), x])).values()];
  });
  return cornersOf(bends).filter((x) => x.every((mass, a) => !old[a].isZero() || mass.isZero()));
}

/** All points of the simplex with all masses but one at a bend. */
function cornersOf(bends: readonly (readonly Rational[])[]): Rational[][] {
  const fill = (rest: readonly (readonly Rational[])[]): Rational[][] =>
    rest.length === 0 ? [[]] : rest[0].flatMap((x) => fill(rest.slice(1)).map((others) => [x, ...others]));
  return bends.flatMap((_, free) => {
    return fill(bends.map((own, a) => (a === free ? [Rational.ZERO] : own))).flatMap((point) => {
      const left = Rational.ONE.sub(Rational.sum(point));
      return left.sign() < 0 ? [] : [point.with(free, left)];
    });
  });
}
