import type { ClippedSurrogate, Surrogate } from '../../../src/algorithm/algorithm.js';
import { meanAdvantage } from '../../../src/algorithm/means.js';
import { solve } from '../../../src/algorithm/solve.js';
import type { UpdateProblem } from '../../../src/algorithm/updateProblem.js';
import { Rational } from '../../../src/exact/rational.js';
import { boundsOf, type Real } from '../../../src/exact/real.js';
import { holds, PRECISION, reals } from './numbers.js';

/** An update around a rational distribution. */
export type Judged = Omit<UpdateProblem<Real>, 'old'> & { readonly old: readonly Rational[] };

export function isStep(
  surrogate: Surrogate,
  problem: Judged,
  joint: readonly (readonly Real[])[],
  q: readonly Real[],
): boolean {
  if (isRational(q)) {
    if (surrogate.kind === 'clip') {
      const worth = (x: readonly Rational[]): Real => clippedWorth(surrogate, problem, joint, x);
      const inside = q.every((x, a) => !problem.old[a].isZero() || x.isZero());
      return inside && corners(surrogate, problem, joint).every((x) => atLeast(worth(q), worth(x)));
    }
    if (surrogate.kind === 'mirror') {
      const { step } = surrogate;
      const mean = meanAdvantage(reals, problem);
      if (isRational(mean)) {
        const mirror = { old: problem.old, advantage: mean, preference: q.map((_, a) => a) };
        const worth = (x: readonly Rational[]): Rational =>
          x.reduce((sum, mass, a) => sum.add(mass.mul(mean[a])), Rational.ZERO).sub(step.drift(mirror, x));
        return step.feasible(mirror, q) && worth(q).equals(worth(step.solve(mirror)));
      }
      const still = { old: problem.old, advantage: problem.old, preference: [] };
      if (step.name.startsWith('total-variation-penalty')) {
        const worth = (x: readonly Rational[]): Real => reals.sub(reals.inner(x, mean), step.drift(still, x));
        const bends = problem.old.map((p) => [Rational.ZERO, p, Rational.ONE]);
        return cornersOf(bends).every((x) => atLeast(worth(q), worth(x)));
      }
      if (step.ordinal === true) {
        const best = reals.inner(solve(reals, problem, surrogate), mean);
        return step.feasible(still, q) && reals.compare(reals.inner(q, mean), best) === 'equal';
      }
    }
  }
  const own = solve(reals, problem, surrogate);
  return own.every((x, a) => holds(q[a] instanceof Rational ? q[a].toString() : asText(q[a]), x));
}

const isRational = (list: readonly Real[]): list is readonly Rational[] => list.every((x) => x instanceof Rational);

const atLeast = (x: Real, y: Real): boolean => ['greater', 'equal'].includes(reals.compare(x, y));

const asText = (x: Real): [string, string] => boundsOf(x, PRECISION).map(String) as [string, string];

type Joint = readonly (readonly Real[])[];

/** The factor in a sample's clipped ratio. */
const factorIn = (surrogate: ClippedSurrogate, joint: Joint, a: number, n: number): Rational =>
  surrogate.level === 'joint' ? (joint[a][n] as Rational) : Rational.ONE;

/** Σ_a p_a·E[min(ρcM, clip(ρc)M)]/c: M ≥ 0 counts up to ρc = 1 + high, M < 0 from 1 − low on; c = 1 unless it is joint. */
function clippedWorth(
  surrogate: ClippedSurrogate,
  { old, samples }: Judged,
  joint: Joint,
  q: readonly Rational[],
): Real {
  return reals.sum(
    samples.flatMap((own, a) => {
      if (old[a].isZero()) return [];
      return own.flatMap(({ weight, factor, estimate }, n) => {
        const c = factorIn(surrogate, joint, a, n);
        if (c.isZero()) return [];
        const ratio = q[a].div(old[a]);
        const above = Rational.min(ratio, Rational.ONE.add(surrogate.high).div(c));
        const below = Rational.max(ratio, Rational.ONE.sub(surrogate.low).div(c));
        const scale = reals.mul(old[a], reals.mul(weight, factor));
        const [gain, loss] = [reals.mul(estimate.gain, above), reals.mul(estimate.loss, below)];
        return [reals.mul(scale, reals.sub(gain, loss))];
      });
    }),
  );
}

/** All points at which the objective can be greatest: all actions but one at a bend, at 0 or at 1, and the one takes the rest. */
function corners(surrogate: ClippedSurrogate, { old, samples }: Judged, joint: Joint): Rational[][] {
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
