import { Rational } from '../exact/rational.js';
import { type MirrorProblem, type MirrorStep, withinSupport } from './mirrorStep.js';

const noDrift = (): Rational => Rational.ZERO;

/** Actions from the best to the worst E[M|h,a], ties in order of preference. */
function bestFirst(problem: MirrorProblem): number[] {
  return problem.preference.slice().sort((a, b) => problem.advantage[b].compare(problem.advantage[a]));
}

/** No drift and no neighbourhood: all mass on the best action. Needs exact knowledge of every action, sampled or not. */
export function unrestricted(): MirrorStep {
  return {
    name: 'unrestricted',
    needsParts: false,
    ordinal: true,
    solve(problem) {
      const best = bestFirst(problem)[0];
      return problem.old.map((_, a) => (a === best ? Rational.ONE : Rational.ZERO));
    },
    drift: noDrift,
    feasible: () => true,
  };
}

/** As `unrestricted`, but over the actions that π_k takes at all: what importance ratios can see. */
export function supported(): MirrorStep {
  return {
    name: 'supported',
    needsParts: false,
    ordinal: true,
    solve(problem) {
      const best = bestFirst(problem).find((a) => !problem.old[a].isZero());
      return problem.old.map((_, a) => (a === best ? Rational.ONE : Rational.ZERO));
    },
    drift: noDrift,
    feasible: (problem, q) => withinSupport(problem.old, q),
  };
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
  return {
    name: `ratio-box:${epsilon}`,
    needsParts: false,
    ordinal: true,
    solve(problem) {
      const q = problem.old.map((p) => p.mul(low));
      let left = Rational.ONE.sub(Rational.sum(q));
      for (const a of bestFirst(problem)) {
        const room = Rational.min(problem.old[a].mul(high).sub(q[a]), left);
        q[a] = q[a].add(room);
        left = left.sub(room);
      }
      return q;
    },
    drift: noDrift,
    feasible: (problem, q) => problem.old.every((p, a) => q[a].ge(p.mul(low)) && q[a].le(p.mul(high))),
  };
}

/**
 * The total-variation ball ½·Σ_a |q_a − p_a| ≤ δ: move up to δ of mass from the worst actions to the best.
 * Throws RangeError unless δ > 0.
 */
export function totalVariation(delta: Rational): MirrorStep {
  if (delta.sign() <= 0) throw new RangeError(`the total-variation radius δ must be positive, not ${delta}`);
  return {
    name: `total-variation:${delta}`,
    needsParts: false,
    ordinal: true,
    solve(problem) {
      const order = bestFirst(problem);
      const best = order[0];
      const q = problem.old.slice();
      let budget = delta;
      for (const a of order.reverse()) {
        if (problem.advantage[a].equals(problem.advantage[best])) break;
        const moved = Rational.min(q[a], budget);
        q[a] = q[a].sub(moved);
        q[best] = q[best].add(moved);
        budget = budget.sub(moved);
      }
      return q;
    },
    drift: noDrift,
    feasible: (problem, q) => distance(problem.old, q).le(delta),
  };
}

/**
 * A total-variation **penalty** λ·½·Σ_a |q_a − p_a|. Not a valid drift: its slope at p is not zero, so with a
 * large λ the step stays put although a better action exists (claim C5). Throws RangeError unless λ > 0.
 */
export function totalVariationPenalty(lambda: Rational): MirrorStep {
  if (lambda.sign() <= 0) throw new RangeError(`the penalty weight λ must be positive, not ${lambda}`);
  return {
    name: `total-variation-penalty:${lambda}`,
    needsParts: false,
    solve(problem) {
      const best = bestFirst(problem)[0];
      const q = problem.old.slice();
      q.forEach((mass, a) => {
        if (!problem.advantage[best].sub(problem.advantage[a]).gt(lambda)) return;
        q[best] = q[best].add(mass);
        q[a] = Rational.ZERO;
      });
      return q;
    },
    drift: (problem, q) => distance(problem.old, q).mul(lambda),
    feasible: () => true,
  };
}

/** ½·Σ_a |q_a − p_a|. */
function distance(p: readonly Rational[], q: readonly Rational[]): Rational {
  return Rational.sum(p.map((mass, a) => q[a].sub(mass).abs())).div(Rational.of(2));
}
