import { exactly, Fraction, type Num, ONE } from '../number.js';
import { Rejected, Uncovered } from '../refusal.js';
import { floorRoot } from './integerRoot.js';

/**
 * Σ c·√n. Roots of integers of which no two have a square as their product are linearly independent over the rationals
 * (Besicovitch 1940), and others are merged: so such a sum is not 0, and bounds that are narrow enough tell its sign.
 */
export class RootSum implements Num {
  readonly rank = 1;
  private constructor(private readonly terms: ReadonlyMap<bigint, Fraction>) {}
  /** c·√x. Rejects x < 0. */
  static root(x: Fraction, c: Num = ONE): Num {
    if (x.sign() < 0) throw new Rejected('the root of a negative number');
    return RootSum.of([[x.n * x.d, new Fraction(1n, x.d).times(c)]]);
  }
  private static of(all: Iterable<[bigint, Fraction]>): Num {
    const terms = new Map<bigint, Fraction>([[1n, new Fraction(0n)]]);
    for (const [n, c] of all) {
      // √n = √(n·m)/m·√m where n·m is a square.
      const m = [...terms.keys()].find((known) => floorRoot(n * known) ** 2n === n * known) ?? n;
      const before = terms.get(m) ?? new Fraction(0n);
      terms.set(m, before.plus(c.times(new Fraction(m === n ? m : floorRoot(n * m), m))));
    }
    const left = [...terms].filter(([n, c]) => n === 1n || c.sign() !== 0);
    return left.length === 1 ? left[0][1] : new RootSum(new Map(left));
  }
  plus(other: Num): Num {
    const terms = other instanceof RootSum ? other.terms : new Map([[1n, exactly(other)]]);
    return RootSum.of([...this.terms, ...terms]);
  }
  times(other: Num): Num {
    if (other instanceof RootSum) throw new Uncovered('a product of two sums of roots');
    return RootSum.of([...this.terms].map(([n, c]) => [n, c.times(other)]));
  }
  inverse(): Num {
    throw new Uncovered('a division by a sum of roots');
  }
  sign(): number {
    for (let digits = 20n; ; digits *= 2n) {
      const [low, high] = this.bounds(digits);
      if (low.sign() > 0 || high.sign() < 0) return low.sign();
    }
  }
  /** Fractions below and above, from roots to so many digits. */
  bounds(digits = 80n): [Fraction, Fraction] {
    const scale = 10n ** digits;
    const ends = [...this.terms].map(([n, c]): readonly [Fraction, Fraction] => {
      const floor = floorRoot(n * scale * scale);
      const [x, y] = [c.times(new Fraction(floor, scale)), c.times(new Fraction(floor + 1n, scale))];
      return c.sign() < 0 ? [y, x] : [x, y];
    });
    return ends.reduce(([a, b], [x, y]) => [a.plus(x), b.plus(y)], [new Fraction(0n), new Fraction(0n)]) as [
      Fraction,
      Fraction,
    ];
  }
  toString(): string {
    return [...this.terms].map(([n, c]) => (n === 1n ? String(c) : `${String(c)}·√${n}`)).join(' + ');
  }
}
