import { Rational } from '../../exact/rational.js';
import { inner } from '../../mirror/mirrorStep.js';

/** The half-space ⟨normal, q⟩ ≤ offset, or its bounding plane. */
export interface Plane {
  readonly normal: readonly Rational[];
  readonly offset: Rational;
}

/** Where a step may look, beside Σ_a q_a = 1: an intersection of half-spaces, and the planes at which its objective bends. */
export interface Region {
  readonly halfSpaces: readonly Plane[];
  readonly bends: readonly Plane[];
}

const { ZERO, ONE } = Rational;
const TWO = Rational.of(2);

/**
 * The region of the step with this name (`MirrorStep.name`) around p, written down from the definition of the
 * step and not from its solver. Throws RangeError for a step that has none here.
 */
export function stepRegion(step: string, p: readonly Rational[]): Region {
  const [kind, size = '0'] = step.split(':');
  const amount = Rational.parse(size);
  const notNegative = p.map((_, a) => below(p, a, ONE.neg(), ZERO));
  const withinSupport = p.flatMap((mass, a) => (mass.isZero() ? [below(p, a, ONE, ZERO)] : []));
  const low = p.map((mass, a) => below(p, a, ONE.neg(), mass.mul(amount.sub(ONE))));
  const high = p.map((mass, a) => below(p, a, ONE, mass.mul(ONE.add(amount))));
  switch (kind) {
    case 'unrestricted':
    case 'euclidean':
      return { halfSpaces: notNegative, bends: [] };
    case 'supported':
    case 'chi-square':
      return { halfSpaces: [...notNegative, ...withinSupport], bends: [] };
    case 'clip':
      return { halfSpaces: [...notNegative, ...withinSupport], bends: [...low, ...high] };
    case 'clip-floor':
      return { halfSpaces: [...low, ...withinSupport], bends: high };
    case 'ratio-box':
      return { halfSpaces: [...low, ...high], bends: [] };
    case 'total-variation':
      return { halfSpaces: [...notNegative, ...ball(p, amount)], bends: [] };
    case 'total-variation-penalty':
      return { halfSpaces: notNegative, bends: p.map((mass, a) => below(p, a, ONE, mass)) };
    default:
      throw new RangeError(`no region is known for the step "${step}"`);
  }
}

/** Is q in all half-spaces? */
export function isWithin({ halfSpaces }: Region, q: readonly Rational[]): boolean {
  return halfSpaces.every(({ normal, offset }) => inner(normal, q).le(offset));
}

/** sign·q_a ≤ offset. */
function below(p: readonly Rational[], a: number, sign: Rational, offset: Rational): Plane {
  return { normal: p.map((_, b) => (b === a ? sign : ZERO)), offset };
}

/** ½·Σ_a |q_a − p_a| ≤ δ as one half-space for each choice of signs. */
function ball(p: readonly Rational[], delta: Rational): Plane[] {
  return Array.from({ length: 2 ** p.length }, (_, choice) => {
    const normal = p.map((_, a) => (choice & (1 << a) ? ONE : ONE.neg()));
    return { normal, offset: delta.mul(TWO).add(inner(normal, p)) };
  });
}
