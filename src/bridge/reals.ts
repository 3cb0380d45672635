import { Rational } from '../exact/rational.js';
import { boundsOf, type Real, RealArithmetic } from '../exact/real.js';
import type { RootSum } from '../exact/rootSum.js';
import { BridgeError } from './bridgeError.js';

/** Significant digits of enclosures here: float32 has seven, so that their width is nothing beside any error bound. */
const DIGITS = 40;

/** The arithmetic of the exact side: rational while it can be, else rigorous enclosures of 40 digits. */
export const REALS = new RealArithmetic(DIGITS);

/** A sum of roots as a real number: exact where it is rational. */
export function realOf(x: RootSum): Real {
  return x.asRational() ?? x.enclose(DIGITS);
}

/** A rational that is at most |x|, and |x| itself where x is rational: errors relative to it are none too small. */
export function sizeOf(x: Real): Rational {
  const [lo, hi] = boundsOf(x);
  if (lo.sign() >= 0) return lo;
  return hi.sign() <= 0 ? hi.neg() : Rational.ZERO;
}

/** −1, 0 or 1 as x <, =, > y, with certainty. Throws BridgeError for an enclosure that holds y: never a guess. */
export function compared(x: Real, y: Rational): -1 | 0 | 1 {
  switch (REALS.compare(x, y)) {
    case 'less':
      return -1;
    case 'equal':
      return 0;
    case 'greater':
      return 1;
    case 'uncertain':
      throw new BridgeError(
        `${DIGITS} digits do not tell on which side of ${y} the number ${x} lies; take another seed`,
      );
  }
}

/** x, or the end of [lo, hi] beyond which it lies. Throws as `compared`. */
export function limited(x: Real, lo: Rational, hi: Rational): Real {
  if (compared(x, lo) < 0) return lo;
  return compared(x, hi) > 0 ? hi : x;
}

/** The n-th root of x > 0, exact for n = 1 and for x = 1. */
export function rootOf(x: Real, n: number): Real {
  return n === 1 ? x : REALS.exp(REALS.div(REALS.ln(x), Rational.of(n)));
}
