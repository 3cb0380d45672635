import type { Certificate } from '../../../src/certify/certificateSpec.js';
import { Interval } from '../../../src/exact/interval.js';
import { Rational } from '../../../src/exact/rational.js';
import { boundsOf, type Real, RealArithmetic } from '../../../src/exact/real.js';
import { type Game, labelsOf } from '../../../src/game/game.js';

// An independent recomputation, by the product's own core, of what a certificate says: it shares no code with the checker.

/** The certificate is false, in a word. */
export class False extends Error {}
/** This judge does not know. */
export class Unknown extends Error {}

export const demand: (condition: boolean, reason: string) => asserts condition = (condition, reason) => {
  if (!condition) throw new False(reason);
};

export const PRECISION = 120;
export const reals = new RealArithmetic(PRECISION);

/** A policy of reals, one entry per edge. */
export interface Acting {
  readonly game: Game;
  readonly probability: readonly Real[];
}

export function real(written: Certificate['values']['left']): Real {
  if (!Array.isArray(written)) return Rational.parse(String(written));
  const [lo, hi] = written.map((end) => Rational.parse(String(end)));
  demand(lo.lt(hi), 'no enclosure');
  return Interval.between(lo, hi, PRECISION);
}

/** Is x the number that is written, or within its enclosure? Unknown where the two overlap. */
export function holds(written: Certificate['values']['left'], x: Real): boolean {
  const stated = real(written);
  if (stated instanceof Rational) return x instanceof Rational && x.equals(stated);
  const [lo, hi] = boundsOf(stated);
  const [low, high] = boundsOf(x, PRECISION);
  if (low.ge(lo) && high.le(hi)) return true;
  if (high.lt(lo) || low.gt(hi)) return false;
  throw new Unknown('an enclosure that overlaps');
}

export function distribution(
  game: Game,
  set: number,
  written: Readonly<Record<string, Certificate['values']['left']>>,
): Real[] {
  const labels = labelsOf(game, game.infoSets[set][0]);
  demand(
    Object.keys(written).length === labels.length && labels.every((label) => Object.hasOwn(written, label)),
    'other labels',
  );
  const masses = labels.map((label) => real(written[label]));
  demand(
    masses.every((mass) => (mass instanceof Rational ? mass.sign() >= 0 : boundsOf(mass)[1].sign() > 0)),
    'a negative mass',
  );
  const total = reals.sum(masses);
  demand(
    total instanceof Rational ? total.equals(Rational.ONE) : reals.compare(total, Rational.ONE) === 'uncertain',
    'no distribution',
  );
  return masses;
}

/** Does the one end before the other begins? */
export function apart(x: Real, y: Real): boolean {
  return ['less', 'greater'].includes(reals.compare(x, y));
}
