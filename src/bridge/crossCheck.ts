import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { advantages, carried, firstSteps, gradients, logitGradients, pointsOf, ratios } from './comparisons.js';
import { exactSweep } from './exactSweep.js';
import type { ObservedSweep } from './observeSweep.js';
import { type Compared, quantityError, type QuantityError } from './quantityError.js';

/**
 * What float arithmetic may cost, relative: Â and the critic's targets are made of doubles on the host; all else passes
 * through float32 logarithms. Scales: Â and targets, the largest number that they are made from over what it is
 * divided by; ρ, itself; M, the largest |M| of its stage; the surrogates, the sum of their terms' sizes; gradients, their
 * largest entry or the largest slope by a log-probability. Four to ten times what was measured (docs/bridge.md), and ten
 * times less than the claim allows (1e-5, and 1e-4 for gradients); trajectories of hundreds of tokens need more.
 */
export const FLOAT32_BOUNDS = {
  advantage: 1e-14,
  target: 1e-14,
  ratio: 2e-6,
  carried: 4e-6,
  surrogate: 2e-6,
  logits: 4e-6,
  gradient: 1e-5,
  loss: 2e-6,
  gradientNorm: 1e-5,
  safeguard: 2e-6,
} as const;

/** Bounds per quantity. */
export type Bounds = Readonly<Record<keyof typeof FLOAT32_BOUNDS, number>>;

/** Claim F1 on one batch. */
export interface CrossCheck {
  readonly quantities: readonly QuantityError[];
  /** Terms whose ratio lies at an edge of the clip range: there, and only there, a gradient may differ without a defect. */
  readonly nearKinks: readonly string[];
  /** Is every quantity within its bound? */
  readonly holds: boolean;
}

/**
 * Claim F1: compares every number of an observed iteration with what the algorithm `claimed` prescribes on the same
 * batch, computed exactly from the network's float32 probabilities. Besides Â, the critic's targets, ρ, M, the
 * surrogate, its gradient by the logits and (for tables) by θ, that is the loss and the gradient norm which the
 * trainer's first step of each stage reports, unless that step sees a mini-batch only, and the safeguard's surrogate.
 * Which quantities there are is a matter of `claimed` and of the network, never of what was observed.
 * Throws as `exactSweep`.
 */
export function crossCheck(observed: ObservedSweep, claimed: Algorithm, bounds: Bounds = FLOAT32_BOUNDS): CrossCheck {
  const exact = exactSweep(observed, claimed);
  const points = pointsOf(observed, exact);
  const { network } = observed.subject;
  const byTrajectory = claimed.advantage.kind === 'return';
  const isTable = network.spec.kind === 'tabular';
  const { losses, norms } = firstSteps(observed, exact);
  const told = claimed.miniBatches === 1 && losses.length > 0;
  const surrogates = points.map(({ where: name, neural, right: { value, size } }): Compared => {
    return { name, neural: neural.value, exact: value, scale: size };
  });
  const last = exact.safeguard;
  const guard = { name: 'after the sweep', neural: observed.safeguard, exact: last?.value };
  const table: [applies: boolean, quantity: string, bound: number, all: () => readonly Compared[]][] = [
    [true, 'advantage Â', bounds.advantage, () => advantages(observed.advantages, exact.advantages)],
    [!byTrajectory, "critic's target", bounds.target, () => advantages(observed.targets, exact.targets ?? new Map())],
    [claimed.update.kind === 'clip', 'ratio ρ', bounds.ratio, () => ratios(points)],
    [byTrajectory, 'carried advantage M', bounds.carried, () => carried(observed, exact)],
    [true, 'surrogate', bounds.surrogate, () => surrogates],
    [true, 'gradient by logits', bounds.logits, () => logitGradients(points, network.vocabulary)],
    [isTable, 'gradient', bounds.gradient, () => gradients(points)],
    [told, "trainer's loss", bounds.loss, () => losses],
    // A relative error of the norm is twice as large on its square.
    [told && isTable, "trainer's gradient norm²", 2 * bounds.gradientNorm, () => norms],
    [
      last !== undefined,
      "safeguard's surrogate",
      bounds.safeguard,
      () => (last && [{ ...guard, scale: last.size }]) ?? [],
    ],
  ];
  const quantities = table.flatMap(([applies, quantity, bound, all]) =>
    applies ? [quantityError(quantity, bound, all())] : [],
  );
  const nearKinks = points.flatMap(({ where, right }) => right.nearKinks.map((name) => `${name} ${where}`));
  return { quantities, nearKinks, holds: quantities.every(({ holds }) => holds) };
}
