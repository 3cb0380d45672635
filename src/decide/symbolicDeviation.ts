import type { Baseline, Deviation, ReturnEstimator } from '../estimate/estimator.js';
import { Rational } from '../exact/rational.js';
import { NotDecidable } from './notDecidable.js';
import {
  and,
  choose,
  difference,
  equal,
  type Formula,
  greater,
  less,
  negative,
  number,
  ONE,
  or,
  product,
  quotient,
  sum,
  type Term,
  variable,
  ZERO,
} from './term.js';

/**
 * What the estimates have been divided by: a positive number; the root of one; or something positive that is the same
 * for all samples, but is another in every game (the standard deviation of an infinite group).
 */
export type Scale =
  | { readonly kind: 'number'; readonly value: Rational }
  | { readonly kind: 'root'; readonly of: Rational }
  | { readonly kind: 'positive'; readonly what: string };

/** The scale of estimates that have been divided by nothing. */
export const UNSCALED: Scale = { kind: 'number', value: Rational.ONE };

/** The returns of all paths, their probabilities, and V(s0). */
export interface PathLaw {
  readonly returns: readonly Term[];
  readonly chances: readonly Term[];
  readonly mean: Term;
}

/** How an estimate follows from a sample and the others of its group or batch. */
export interface Normalised {
  /** How many others there are. */
  readonly others: number;
  readonly scale: Scale;
  /** Â of the path `own` beside these others, divided by the scale; or a number with the same mean over them. */
  readonly estimate: (own: number, others: readonly number[]) => Term;
  /** The roots that the estimates asked for until now speak of, and what these are. */
  readonly variables: () => string[];
  readonly definitions: () => Formula[];
}

/**
 * The estimate of `estimator` for paths of one context. The deviation of two numbers is |x − y| times a constant, and
 * that of three a root for each triple of different paths. With `meanOnly` only E[Â] is wanted, and not Â's law.
 * Throws NotDecidable beyond that.
 */
export function normalisedDifference(estimator: ReturnEstimator, law: PathLaw, meanOnly: boolean): Normalised {
  const { baseline, groupSize, normalisation } = estimator;
  if (groupSize === 'limit') return inLargeGroups(estimator, law);
  switch (normalisation.kind) {
    case 'none':
      return centred(baseline, groupSize, law, meanOnly);
    case 'group-deviation':
      if (baseline === 'none' || baseline === 'value') {
        throw new NotDecidable(`the deviation of a group beside the baseline "${baseline}" is not written out here`);
      }
      return overDeviation(groupSize, baseline, normalisation.deviation, law);
    case 'batch-deviation': {
      const { batchContexts, deviation } = normalisation;
      // The mean over the batch is subtracted, and V is the same for all.
      if (batchContexts === 'limit') {
        const centre = baseline === 'none' ? 'value' : baseline;
        const scale = { kind: 'positive', what: 'the deviation of all samples' } as const;
        return { ...centred(centre, groupSize, law, meanOnly), scale };
      }
      if (groupSize === 1 && baseline !== 'leave-one-out') {
        if (baseline === 'group-mean') return plainly(0, UNSCALED, () => ZERO);
        return overDeviation(batchContexts, 'group-mean', deviation, law);
      }
      throw new NotDecidable('the standard deviation over a batch of groups is a root of a sum of squares');
    }
  }
}

function plainly(others: number, scale: Scale, estimate: Normalised['estimate']): Normalised {
  return { others, scale, estimate, variables: () => [], definitions: () => [] };
}

/** G → ∞: statistics of the group are those of the context. */
function inLargeGroups({ baseline, normalisation }: ReturnEstimator, law: PathLaw): Normalised {
  switch (normalisation.kind) {
    case 'none':
      return plainly(0, UNSCALED, around(baseline === 'none' ? ZERO : law.mean, law));
    case 'group-deviation': {
      const scale = { kind: 'positive', what: "the context's standard deviation" } as const;
      return plainly(0, scale, around(baseline === 'none' ? ZERO : law.mean, law));
    }
    case 'batch-deviation':
      if (normalisation.batchContexts !== 'limit') {
        throw new NotDecidable('a finite batch of infinite groups is not defined');
      }
      return plainly(0, { kind: 'positive', what: 'the deviation of all samples' }, around(law.mean, law));
  }
}

/** R less a number. */
function around(centre: Term, { returns }: PathLaw): Normalised['estimate'] {
  return (own) => difference(returns[own], centre);
}

/**
 * R less the baseline: R, R − V, or the mean of differences to G − 1 others, of which the mean of the whole group leaves
 * (G − 1)/G. The others' mean is V in expectation.
 */
function centred(baseline: Baseline, groupSize: number, law: PathLaw, meanOnly: boolean): Normalised {
  const { returns, mean } = law;
  if (baseline === 'none' || baseline === 'value') {
    return plainly(0, UNSCALED, around(baseline === 'none' ? ZERO : mean, law));
  }
  if (groupSize === 1) return plainly(0, UNSCALED, () => ZERO);
  const share = baseline === 'group-mean' ? Rational.of(groupSize - 1, groupSize) : Rational.ONE;
  const scale: Scale = { kind: 'number', value: share };
  if (meanOnly) return plainly(0, scale, around(mean, law));
  return plainly(groupSize - 1, scale, (own, others) => {
    const gaps = others.filter((n) => n !== own).map((n) => difference(returns[own], returns[n]));
    return product(number(Rational.of(1, others.length)), sum(...gaps));
  });
}

function overDeviation(
  size: number,
  baseline: 'group-mean' | 'leave-one-out',
  deviation: Deviation,
  law: PathLaw,
): Normalised {
  if (size === 2) {
    return deviation.stabiliser.isZero() ? ofTwo(baseline, deviation, law) : ofTwoStabilised(baseline, deviation, law);
  }
  if (size !== 3) {
    throw new NotDecidable(`the standard deviation of ${size} returns is a root for every tuple of them`);
  }
  if (!deviation.stabiliser.isZero()) {
    throw new NotDecidable('the stabilised standard deviation of three returns is a root beside a number');
  }
  return ofThree(baseline, deviation, law);
}

/** Â = k·d and σ = κ·|d|, with d the difference of the two: only the sign of d is left, times k/κ. */
function ofTwo(baseline: Baseline, { divisor }: Deviation, { returns }: PathLaw): Normalised {
  const k = baseline === 'group-mean' ? Rational.of(1, 2) : Rational.ONE;
  const kappaSquare = divisor === 'n' ? Rational.of(1, 4) : Rational.of(1, 2);
  return plainly(1, { kind: 'root', of: k.mul(k).div(kappaSquare) }, (own, [other]) =>
    own === other ? ZERO : signOf(returns[own], returns[other]),
  );
}

/** Â/(σ + δ) = k·d/(κ·|d| + δ); κ is 1/2, or the root of 1/2. */
function ofTwoStabilised(baseline: Baseline, { divisor, stabiliser }: Deviation, { returns }: PathLaw): Normalised {
  const k = number(baseline === 'group-mean' ? Rational.of(1, 2) : Rational.ONE);
  const isRoot = divisor === 'n-1';
  const half = variable('half_root');
  const kappa = isRoot ? half : number(Rational.of(1, 2));
  return {
    others: 1,
    scale: UNSCALED,
    estimate: (own, [other]) => {
      if (own === other) return ZERO;
      const gap = difference(returns[own], returns[other]);
      const size = choose(less(gap, ZERO), negative(gap), gap);
      return quotient(product(k, gap), sum(product(kappa, size), number(stabiliser)));
    },
    variables: () => (isRoot ? ['half_root'] : []),
    definitions: () => (isRoot ? [rootOf(half, product(number(2), half, half))] : []),
  };
}

/**
 * Three returns, two of one path: σ = √2·|d|/3, so that the one that stands alone gets ±√2 and the others ∓1/√2. Three
 * paths: Â/σ = (2x − y − z)·u/√2, with u = √(2/S) a variable, S = (x−y)² + (y−z)² + (x−z)². All over √2.
 */
function ofThree(baseline: Baseline, { divisor }: Deviation, { returns }: PathLaw): Normalised {
  const k = baseline === 'group-mean' ? Rational.ONE : Rational.of(3, 2);
  const square = k.mul(k).mul(divisor === 'n' ? Rational.of(1, 2) : Rational.of(1, 3));
  const roots = new Map<string, Formula>();
  return {
    others: 2,
    scale: { kind: 'root', of: square },
    estimate: (own, [y, z]) => {
      if (y === z) return own === y ? ZERO : product(number(2), signOf(returns[own], returns[y]));
      if (own === y) return signOf(returns[own], returns[z]);
      if (own === z) return signOf(returns[own], returns[y]);
      const triple = [own, y, z].sort((a, b) => a - b);
      const name = `root_${triple.join('_')}`;
      const u = variable(name);
      if (!roots.has(name)) {
        const [a, b, c] = triple.map((n) => returns[n]);
        const squares = sum(...[difference(a, b), difference(b, c), difference(a, c)].map((x) => product(x, x)));
        const isReciprocal = and(greater(u, ZERO), equal(product(u, u, squares), number(2)));
        roots.set(name, or(isReciprocal, and(equal(a, b), equal(b, c), equal(u, ZERO))));
      }
      return product(sum(product(number(2), returns[own]), negative(returns[y]), negative(returns[z])), u);
    },
    variables: () => [...roots.keys()],
    definitions: () => [...roots.values()],
  };
}

/** 1, 0 or −1. */
function signOf(x: Term, y: Term): Term {
  return choose(greater(x, y), ONE, choose(less(x, y), number(-1), ZERO));
}

/** The positive number of which this power is 1. */
function rootOf(root: Term, power: Term): Formula {
  return and(greater(root, ZERO), equal(power, ONE));
}
