import type { Arithmetic } from '../exact/arithmetic.js';
import { RealArithmetic, type Real } from '../exact/real.js';
import { RootSum } from '../exact/rootSum.js';
import { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import type { PolicyIn } from '../policy/policyIn.js';
import { overDeviation } from './deviation.js';
import type { Deviation, ReturnEstimator } from './estimator.js';
import { type Case, caseProbability, checkSize, groupCases } from './groupCases.js';
import { classLaw, type ClassLaw, returnClasses, type ReturnClasses } from './returnClasses.js';

/** What a sample's score may be multiplied by, and with which probability. */
export interface WeightedEstimate<N> {
  readonly estimate: N;
  readonly probability: N;
}

/** The law of the estimate per context and return (`ReturnClasses`). */
export type EstimateLaw<N> = readonly (readonly (readonly WeightedEstimate<N>[])[])[];

/**
 * The law of the estimate of a sampled path given its context and return, over all groups and batches that it can be part
 * of, under `policy`. Throws EstimateError for a size that is no positive integer, for an estimate that is not defined
 * (leave-one-out, or a deviation with n − 1, of one sample; finite batches of infinite groups), and beyond `limit`
 * cases; GameError beyond a million paths.
 */
export function returnEstimates<N>(
  numbers: Arithmetic<N>,
  policy: PolicyIn<N>,
  estimator: ReturnEstimator,
  limit: number,
): EstimateLaw<N> {
  const { baseline, groupSize, normalisation } = estimator;
  const classes = returnClasses(policy.game, estimator.returns);
  const law = classLaw(numbers, policy, classes);
  if (groupSize === 'limit') return inLargeGroups(numbers, estimator, classes, law);
  if (normalisation.kind === 'batch-deviation' && normalisation.batchContexts === 'limit') {
    const plain = returnEstimates(numbers, policy, { ...estimator, normalisation: { kind: 'none' } }, limit);
    return inLargeBatch(numbers, plain, law, normalisation.deviation);
  }
  if (baseline === 'value') {
    const returns = lessValue(numbers, classes, law);
    if (groupSize === 1 && normalisation.kind === 'none') return certain(numbers, returns);
    const groups = { returns, baseline: 'none', groupSize, normalisation } as const;
    return weighed(numbers, groupCases(numbers, groups, limit), law, (estimate) => estimate);
  }
  const cases = casesOf(policy.game, classes, estimator, limit);
  return weighed(numbers, cases, law, (estimate) => converted(numbers, estimate));
}

function certain<N>(numbers: Arithmetic<N>, estimates: readonly (readonly N[])[]): EstimateLaw<N> {
  return estimates.map((own) => own.map((estimate) => [{ estimate, probability: numbers.one }]));
}

function weighed<M, N>(
  numbers: Arithmetic<N>,
  cases: readonly (readonly (readonly Case<M>[])[])[],
  law: ClassLaw<N>,
  convert: (estimate: M) => N,
): EstimateLaw<N> {
  return cases.map((own) =>
    own.map((ofReturn) =>
      ofReturn.map((each) => ({
        estimate: convert(each.estimate),
        probability: caseProbability(numbers, each, law),
      })),
    ),
  );
}

/** R − V(s0) per context and return. */
function lessValue<N>(numbers: Arithmetic<N>, { contexts }: ReturnClasses, law: ClassLaw<N>): N[][] {
  return contexts.map(({ returns }, c) => {
    const own = returns.map((r) => numbers.of(r));
    const mean = numbers.inner(law.returns[c], own);
    return own.map((r) => numbers.sub(r, mean));
  });
}

const EXACT = new RealArithmetic(50);
const known = new WeakMap<ReturnClasses, Map<string, readonly (readonly (readonly Case<Real>[])[])[]>>();

/** The cases of a baseline that is made of the group's own returns: exact, and the same for every policy of the game. */
function casesOf(
  game: Game,
  classes: ReturnClasses,
  estimator: ReturnEstimator,
  limit: number,
): readonly (readonly (readonly Case<Real>[])[])[] {
  let byEstimator = known.get(classes);
  if (byEstimator === undefined)
    known.set(classes, (byEstimator = new Map<string, readonly (readonly (readonly Case<Real>[])[])[]>()));
  const key = JSON.stringify([estimator, limit]);
  let cases = byEstimator.get(key);
  if (cases === undefined) {
    const { baseline, groupSize, normalisation } = estimator;
    if (baseline === 'value' || groupSize === 'limit') throw new RangeError(`no cases for "${game.name}"`);
    const returns = classes.contexts.map((context) => context.returns);
    cases = groupCases<Real>(EXACT, { returns, baseline, groupSize, normalisation }, limit);
    byEstimator.set(key, cases);
  }
  return cases;
}

const conversions = new WeakMap<object, WeakMap<object, unknown>>();

/** An exact estimate in another arithmetic, converted once. */
function converted<N>(numbers: Arithmetic<N>, x: Real): N {
  if (numbers instanceof RealArithmetic) return x as N;
  let own = conversions.get(numbers);
  if (own === undefined) conversions.set(numbers, (own = new WeakMap()));
  let result = own.get(x) as N | undefined;
  if (result === undefined) {
    if (x instanceof Rational) result = numbers.of(x);
    else if (x instanceof RootSum) result = x.in(numbers);
    else throw new RangeError('an estimate from exact returns is exact');
    own.set(x, result);
  }
  return result;
}

/** B → ∞: μ_B and σ_B are the mean and the deviation of Â over all contexts, groups and members. */
function inLargeBatch<N>(
  numbers: Arithmetic<N>,
  plain: EstimateLaw<N>,
  law: ClassLaw<N>,
  deviation: Deviation,
): EstimateLaw<N> {
  const moment = (of: (x: N) => N): N =>
    numbers.inner(
      law.context,
      plain.map((own, c) =>
        numbers.inner(
          law.returns[c],
          own.map((cases) => meanOf(numbers, cases, of)),
        ),
      ),
    );
  const mean = moment((x) => x);
  const variance = numbers.sub(
    moment((x) => numbers.mul(x, x)),
    numbers.mul(mean, mean),
  );
  const scaled = (x: N): N => overDeviation(numbers, numbers.sub(x, mean), variance, deviation);
  return plain.map((own) =>
    own.map((cases) => cases.map(({ estimate, probability }) => ({ estimate: scaled(estimate), probability }))),
  );
}

function meanOf<N>(numbers: Arithmetic<N>, law: readonly WeightedEstimate<N>[], of: (x: N) => N): N {
  return numbers.inner(
    law.map(({ probability }) => probability),
    law.map(({ estimate }) => of(estimate)),
  );
}

/** G → ∞: the group's mean and deviation are those of its context. */
function inLargeGroups<N>(
  numbers: Arithmetic<N>,
  { baseline, normalisation }: ReturnEstimator,
  { contexts }: ReturnClasses,
  law: ClassLaw<N>,
): EstimateLaw<N> {
  const returns = contexts.map((context) => context.returns.map((r) => numbers.of(r)));
  const square = (x: N): N => numbers.mul(x, x);
  const mean = returns.map((own, c) => numbers.inner(law.returns[c], own));
  const spread = returns.map((own, c) => numbers.sub(numbers.inner(law.returns[c], own.map(square)), square(mean[c])));
  const difference = (c: number, r: N): N => (baseline === 'none' ? r : numbers.sub(r, mean[c]));
  const each = (of: (c: number, r: N) => N): EstimateLaw<N> =>
    certain(
      numbers,
      returns.map((own, c) => own.map((r) => of(c, r))),
    );
  switch (normalisation.kind) {
    case 'none':
      return each(difference);
    case 'group-deviation':
      return each((c, r) => overDeviation(numbers, difference(c, r), spread[c], normalisation.deviation));
    case 'batch-deviation': {
      if (normalisation.batchContexts !== 'limit') checkSize('a group', 'limit');
      const average = (of: (c: number) => N): N =>
        numbers.inner(
          law.context,
          contexts.map((_, c) => of(c)),
        );
      const centre = average((c) => difference(c, mean[c]));
      const squares = average((c) => numbers.add(spread[c], square(difference(c, mean[c]))));
      const variance = numbers.sub(squares, square(centre));
      return each((c, r) =>
        overDeviation(numbers, numbers.sub(difference(c, r), centre), variance, normalisation.deviation),
      );
    }
  }
}
