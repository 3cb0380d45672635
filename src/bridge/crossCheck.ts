import { Rational } from '../exact/rational.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { type ExactPoint, exactSweep, type ExactSweep } from './exactSweep.js';
import type { ObservedPoint, ObservedSweep } from './observeSweep.js';
import { type Compared, quantityError, type QuantityError } from './quantityError.js';

/**
 * What float32 may cost, relative: Â is made of doubles on the host; all else passes through float32 logarithms.
 * Scales: Â, the largest |R|; ρ, itself; M, the largest |M| of its stage; the surrogate, the sum of its terms'
 * sizes; gradients, the largest entry. About ten times what was measured on tables (docs/bridge.md), and ten times less
 * than the claim allows (1e-5, and 1e-4 for gradients); trajectories of hundreds of tokens need more.
 */
export const FLOAT32_BOUNDS = {
  advantage: 1e-14,
  ratio: 2e-6,
  carried: 4e-6,
  surrogate: 2e-6,
  gradient: 1e-5,
  loss: 2e-6,
  gradientNorm: 1e-5,
} as const;

/** Bounds per quantity. */
export type Bounds = Readonly<Record<keyof typeof FLOAT32_BOUNDS, number>>;

/** Claim F1 on one batch. */
export interface CrossCheck {
  readonly quantities: readonly QuantityError[];
  /** Responses whose ratio lies at an edge of the clip range: there, and only there, a gradient may differ without a defect. */
  readonly nearKinks: readonly string[];
  /** Is every quantity within its bound? */
  readonly holds: boolean;
}

/**
 * Claim F1: compares every number of an observed iteration with what the algorithm `claimed` prescribes on the same
 * batch, computed in exact rationals from the network's float32 probabilities. Besides Â, ρ, M, the surrogate and (for
 * tables) its gradient, that is the loss and the gradient norm which the trainer's first step of each stage reports,
 * unless that step sees a mini-batch only.
 * Throws as `exactSweep`.
 */
export function crossCheck(observed: ObservedSweep, claimed: Algorithm, bounds: Bounds = FLOAT32_BOUNDS): CrossCheck {
  const exact = exactSweep(observed, claimed);
  const points = pointsOf(observed, exact);
  const quantities = [
    quantityError('advantage Â', bounds.advantage, advantagesOf(observed, exact)),
    quantityError(
      'ratio ρ',
      bounds.ratio,
      points.flatMap(({ where, neural, right }) => paired(where, neural.ratios, right.ratios, (x) => x)),
    ),
    quantityError(
      'carried advantage M',
      bounds.carried,
      exact.stages.flatMap(({ turns, carried }, n) => {
        const scale = largest([...carried.values()]);
        return paired(`before the update of turn ${turns.join('+')}`, observed.stages[n].carried, carried, () => scale);
      }),
    ),
    quantityError(
      'surrogate',
      bounds.surrogate,
      points.map(({ where, neural, right: { value, size } }) => ({
        name: where,
        neural: neural.value,
        exact: value,
        scale: size,
      })),
    ),
    ...gradients(points, bounds),
    ...(claimed.miniBatches === 1 ? stepsOf(observed, exact, bounds) : []),
  ];
  const nearKinks = points.flatMap(({ where, right }) => right.nearKinks.map((name) => `${name} ${where}`));
  return { quantities, nearKinks, holds: quantities.every(({ holds }) => holds) };
}

interface Point {
  readonly where: string;
  readonly neural: ObservedPoint;
  readonly right: ExactPoint;
}

function pointsOf({ stages }: ObservedSweep, exact: ExactSweep): Point[] {
  return exact.stages.flatMap(({ turns, start, end }, n): Point[] => [
    { where: `before the update of turn ${turns.join('+')}`, neural: stages[n].start, right: start },
    { where: `after the update of turn ${turns.join('+')}`, neural: stages[n].end, right: end },
  ]);
}

function advantagesOf({ advantages, trajectories }: ObservedSweep, exact: ExactSweep): Compared[] {
  const scale = largest(trajectories.map(({ trajectory }) => trajectory.pathReturn));
  const nameOf = (id: number): string => `trajectory ${id}`;
  const byName = <X>(numbers: ReadonlyMap<number, X>): Map<string, X> =>
    new Map(Array.from(numbers, ([id, x]) => [nameOf(id), x]));
  return paired('', byName(advantages), byName(exact.advantages), () => scale);
}

function gradients(points: readonly Point[], bounds: Bounds): QuantityError[] {
  const compared = points.flatMap(({ where, neural, right: { gradient } }) => {
    if (gradient === undefined) return [];
    const scale = largest(gradient);
    return gradient.map((exact, n) => ({
      name: `entry ${n} of θ ${where}`,
      neural: neural.gradient[n],
      exact,
      scale,
    }));
  });
  return compared.length === 0 ? [] : [quantityError('gradient', bounds.gradient, compared)];
}

/** What the trainer's first step of each stage says: minus the surrogate, and the norm of its gradient (squared here). */
function stepsOf({ stages }: ObservedSweep, exact: ExactSweep, bounds: Bounds): QuantityError[] {
  const losses: Compared[] = [];
  const norms: Compared[] = [];
  exact.stages.forEach(({ turns, start }, n) => {
    const [step] = stages[n].steps;
    if (step === undefined) return;
    const name = `first step of turn ${turns.join('+')}`;
    losses.push({ name, neural: step.loss, exact: start.value.neg(), scale: start.size });
    if (start.gradient === undefined) return;
    const square = Rational.sum(start.gradient.map((x) => x.mul(x)));
    norms.push({ name, neural: step.gradientNorm ** 2, exact: square, scale: square });
  });
  return [
    ...(losses.length === 0 ? [] : [quantityError("trainer's loss", bounds.loss, losses)]),
    // A relative error of the norm is twice as large on its square.
    ...(norms.length === 0 ? [] : [quantityError("trainer's gradient norm²", 2 * bounds.gradientNorm, norms)]),
  ];
}

/** The numbers of both sides by name; a name that one side lacks is compared with nothing, which no bound allows. */
function paired(
  where: string,
  neural: ReadonlyMap<string, number>,
  exact: ReadonlyMap<string, Rational>,
  scaleOf: (exact: Rational) => Rational,
): Compared[] {
  return [...new Set([...exact.keys(), ...neural.keys()])].map((key) => {
    const right = exact.get(key);
    const scale = right === undefined ? Rational.ZERO : scaleOf(right).abs();
    return { name: where === '' ? key : `${key} ${where}`, neural: neural.get(key), exact: right, scale };
  });
}

function largest(numbers: readonly Rational[]): Rational {
  return numbers.reduce((most, x) => Rational.max(most, x.abs()), Rational.ZERO);
}
