import { listOf } from '../json.js';
import { exactly, Fraction, fractionOf, isZero, type Num, sub } from '../number.js';
import { Rejected } from '../refusal.js';
import { RootSum } from './roots.js';

/** Ends are rounded outwards to so many decimal digits. */
const SCALE = 10n ** 80n;

/** A number of which it is known that it lies between two fractions. Arithmetic keeps that true. */
export class Enclosure implements Num {
  readonly rank = 2;
  readonly lo: Fraction;
  readonly hi: Fraction;
  constructor(lo: Fraction, hi: Fraction) {
    this.lo = lo.d > SCALE ? new Fraction(floor(lo.n * SCALE, lo.d), SCALE) : lo;
    this.hi = hi.d > SCALE ? new Fraction(-floor(-hi.n * SCALE, hi.d), SCALE) : hi;
  }
  /** Any number as an enclosure. */
  static of(x: Num): Enclosure {
    if (x instanceof Enclosure) return x;
    const [lo, hi] = x instanceof RootSum ? x.bounds() : [exactly(x), exactly(x)];
    return new Enclosure(lo, hi);
  }
  plus(other: Num): Enclosure {
    const { lo, hi } = Enclosure.of(other);
    return new Enclosure(this.lo.plus(lo), this.hi.plus(hi));
  }
  times(other: Num): Enclosure {
    const { lo, hi } = Enclosure.of(other);
    const corners = [lo, hi].flatMap((x) => [this.lo.times(x), this.hi.times(x)]);
    corners.sort((x, y) => sub(x, y).sign() ?? 0);
    return new Enclosure(corners[0], corners[3]);
  }
  inverse(): Enclosure {
    if (this.lo.sign() * this.hi.sign() <= 0) throw new Rejected('a division by an enclosure that holds 0');
    return new Enclosure(this.hi.inverse(), this.lo.inverse());
  }
  sign(): number | undefined {
    const [low, high] = [this.lo.sign(), this.hi.sign()];
    return low === high || low > 0 ? low : high < 0 ? high : undefined;
  }
  toString(): string {
    return `[${String(this.lo)}, ${String(this.hi)}]`;
  }
}

/** An exact number, or the enclosure that a list of its two ends writes. Rejects anything else. */
export function numberOf(value: unknown, where: string): Num {
  if (!Array.isArray(value)) return fractionOf(value, where);
  const [lo, hi, ...more] = listOf(value, where).map((end) => fractionOf(end, where));
  if (lo === undefined || hi === undefined || more.length > 0 || sub(hi, lo).sign() !== 1)
    throw new Rejected(`${where}: no enclosure`);
  return new Enclosure(lo, hi);
}

/** Is `own` the number that is stated, or certainly within the enclosure that is stated? */
export function holds(stated: Num, own: Num): boolean {
  if (!(stated instanceof Enclosure)) return isZero(sub(own, stated));
  const { lo, hi } = Enclosure.of(own);
  return [sub(lo, stated.lo), sub(stated.hi, hi)].every((gap) => gap.sign() !== -1);
}

function floor(n: bigint, d: bigint): bigint {
  return n >= 0n ? n / d : -((-n + d - 1n) / d);
}
