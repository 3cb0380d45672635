import { add, div, exactly, Fraction, isZero, mul, type Num, ONE, sub } from '../number.js';
import { Rejected, Uncovered } from '../refusal.js';
import { Enclosure } from './enclosure.js';

/** Terms of the logarithm's series; what follows them is less than 10^−70. */
const TERMS = 80;

/** e^x. Exact at 0. */
export function exp(x: Num): Num {
  if (isZero(x)) return ONE;
  const { lo, hi } = Enclosure.of(x);
  return new Enclosure(expOf(lo).lo, expOf(hi).hi);
}

/**
 * e^x = (e^y)^(2^k) with y = x/2^k, |y| ≤ 1/2, by Taylor's series in units of 10^−85. Each term is cut off to a unit and
 * carries at most half of what the one before was off by: less than 10 units each, and what follows the last is less than one. So
 * 10^−80 covers it all.
 */
function expOf(x: Fraction): Enclosure {
  const unit = 10n ** 85n;
  let y = (x.n * unit) / x.d;
  let halvings = 0;
  for (; 2n * y > unit || 2n * y < -unit; halvings++) y /= 2n;
  if (halvings > 20) throw new Uncovered('an exponent beyond a million');
  let [term, total] = [unit, unit];
  for (let n = 1n; n <= 60n; n++) {
    term = (term * y) / (unit * n);
    total += term;
  }
  const error = new Fraction(1n, 10n ** 80n);
  const near = new Fraction(total, unit);
  let result = new Enclosure(exactly(sub(near, error)), near.plus(error));
  for (let n = 0; n < halvings; n++) result = result.times(result);
  return new Enclosure(result.lo.sign() < 0 ? new Fraction(0n) : result.lo, result.hi);
}

/** ln x. Exact at 1. Rejects what is not certainly positive. */
export function ln(x: Num): Num {
  if (isZero(sub(x, ONE))) return new Fraction(0n);
  const { lo, hi } = Enclosure.of(x);
  if (lo.sign() <= 0) throw new Rejected('a logarithm of what may be 0');
  return new Enclosure(lnOf(lo).lo, lnOf(hi).hi);
}

/** ln x = k·ln 2 + ln m with 1/2 ≤ m < 2, and ln m = 2·artanh((m − 1)/(m + 1)). */
function lnOf(x: Fraction): Enclosure {
  const k = x.n.toString(2).length - x.d.toString(2).length;
  const power = new Fraction(2n ** BigInt(Math.abs(k)));
  const m = x.times(k < 0 ? power : power.inverse());
  const twoArtanh = (z: Num): Enclosure => {
    const square = mul(z, z);
    let [term, total] = [Enclosure.of(z), Enclosure.of(new Fraction(0n))];
    for (let n = 0; n < TERMS; n++) {
      total = total.plus(term.times(new Fraction(2n, BigInt(2 * n + 1))));
      term = term.times(square);
    }
    const rest = new Fraction(1n, 10n ** 70n); // |z| ≤ 1/3
    return total.plus(new Enclosure(rest.times(new Fraction(-1n)), rest));
  };
  const ratio = div(sub(m, ONE), add(m, ONE));
  return twoArtanh(ratio).plus(twoArtanh(new Fraction(1n, 3n)).times(new Fraction(BigInt(k))));
}
