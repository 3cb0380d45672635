import { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';
import type { ExactPoint, ExactSweep } from './exactSweep.js';
import type { ExactAdvantage } from './exactNormalisation.js';
import type { ObservedPoint } from './observePoint.js';
import type { ObservedSweep } from './observeSweep.js';
import type { Compared } from './quantityError.js';
import { REALS, sizeOf } from './reals.js';

/** One moment on both sides. */
export interface Point {
  /** "before the update of turn 2". */
  readonly where: string;
  readonly neural: ObservedPoint;
  readonly right: ExactPoint;
}

/** The moments of an iteration: right before and right after each update. */
export function pointsOf({ stages }: ObservedSweep, exact: ExactSweep): Point[] {
  return exact.stages.flatMap(({ turns, start, end }, n): Point[] => [
    { where: `before the update of turn ${turns.join('+')}`, neural: stages[n].start, right: start },
    { where: `after the update of turn ${turns.join('+')}`, neural: stages[n].end, right: end },
  ]);
}

/** Advantages or targets, each relative to its own scale. */
export function advantages(
  neural: ReadonlyMap<string, number> | undefined,
  exact: ReadonlyMap<string, ExactAdvantage>,
): Compared[] {
  const values = new Map(Array.from(exact, ([name, { value }]) => [name, value]));
  return paired('', neural ?? new Map(), values, (name) => exact.get(name)?.scale ?? Rational.ZERO);
}

/** Ratios, each relative to itself. */
export function ratios(points: readonly Point[]): Compared[] {
  return points.flatMap(({ where, neural, right }) =>
    paired(where, neural.ratios, right.ratios, (name) => sizeOf(right.ratios.get(name) ?? Rational.ZERO)),
  );
}

/** M_{t+1}, relative to the largest of its stage. */
export function carried(observed: ObservedSweep, { stages }: ExactSweep): Compared[] {
  return stages.flatMap(({ turns, carried: right }, n) => {
    const scale = largest(right.values());
    return paired(`before the update of turn ${turns.join('+')}`, observed.stages[n].start.carried, right, () => scale);
  });
}

/** Gradients by logits, relative to the largest slope by a log-probability at their moment. */
export function logitGradients(points: readonly Point[], vocabulary: number): Compared[] {
  const zeros = new Array<Rational>(vocabulary).fill(Rational.ZERO);
  return points.flatMap(({ where, neural, right }) => {
    const scale = right.slope;
    // Elsewhere than at the places of the stage everything is 0: what is not, counts.
    const astray = [...neural.logits].flatMap(([name, slopes]) => (slopes.every((x) => x === 0) ? [] : [name]));
    return [...new Set([...right.logits.keys(), ...astray])].flatMap((name) =>
      (right.logits.get(name) ?? zeros).map((exact, token) => {
        return { name: `logit ${token} of ${name} ${where}`, neural: neural.logits.get(name)?.[token], exact, scale };
      }),
    );
  });
}

/** Gradients by θ, relative to their largest entry or to that slope; empty for networks other than tables. */
export function gradients(points: readonly Point[]): Compared[] {
  return points.flatMap(({ where, neural, right: { gradient = [], slope } }) => {
    const scale = Rational.max(slope, largest(gradient));
    return gradient.map((exact, n) => ({ name: `entry ${n} of θ ${where}`, neural: neural.gradient[n], exact, scale }));
  });
}

/** What the trainer's first step of each stage says: minus the surrogate, and the square of its gradient's norm. */
export function firstSteps({ stages }: ObservedSweep, exact: ExactSweep): { losses: Compared[]; norms: Compared[] } {
  const losses: Compared[] = [];
  const norms: Compared[] = [];
  exact.stages.forEach(({ turns, start: { value, size, slope, gradient } }, n) => {
    const [step] = stages[n].steps;
    // Where every advantage is 0 and there is no penalty, no step is taken.
    if (step === undefined && size.isZero()) return;
    const name = `first step of turn ${turns.join('+')}`;
    losses.push({ name, neural: step?.loss, exact: value.neg(), scale: size });
    if (gradient === undefined) return;
    const square = REALS.inner(gradient, gradient);
    // An error e of the norm g is one of 2ge + e² here, and e is measured by the slope where the gradient cancels.
    const scale = sizeOf(square).add(slope.mul(slope));
    norms.push({
      name,
      neural: step === undefined ? undefined : step.gradientNorm ** 2,
      exact: square,
      scale,
    });
  });
  return { losses, norms };
}

/** The numbers of both sides by name; a name that one side lacks is compared with nothing, which no bound allows. */
function paired(
  where: string,
  neural: ReadonlyMap<string, number>,
  exact: ReadonlyMap<string, Real>,
  scaleOf: (name: string) => Rational,
): Compared[] {
  return [...new Set([...exact.keys(), ...neural.keys()])].map((key) => {
    return { name: `${key} ${where}`.trim(), neural: neural.get(key), exact: exact.get(key), scale: scaleOf(key) };
  });
}

function largest(numbers: Iterable<Real>): Rational {
  return [...numbers].reduce<Rational>((most, x) => Rational.max(most, sizeOf(x)), Rational.ZERO);
}
