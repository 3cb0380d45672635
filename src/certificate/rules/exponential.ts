import { add, div, Fraction, isZero, mul, type Num, ONE, sub } from '../number.js';
import { Rejected, Uncovered } from '../refusal.js';
import { Enclosure } from './enclosure.js';

/** Terms of a series; what follows them is less than 10^−70 for the arguments that occur. */
const TERMS = 80;
const HALF = new Fraction(1n, 2n);

/** e^x. Exact at 0. */
export function exp(x: Num): Num {
  if (isZero(x)) return ONE;
  const { lo, hi } = Enclosure.of(x);
  return new Enclosure(expOf(lo).lo, expOf(hi).hi);
}

/** e^x = (e^(x/2^k))^(2^k), |x/2^k| ≤ 1/2, by Taylor's series; the rest is at most twice its first term. */
function expOf(x: Fraction): Enclosure {
  let y = Enclosure.of(x);
  let halvings = 0;
  for (; sub(y.lo, HALF).sign() === 1 || add(y.hi, HALF).sign() === -1 || sub(y.hi, HALF).sign() === 1; halvings++) {
    if (halvings > 20) throw new Uncovered('an exponent beyond a million');
    y = y.times(HALF);
  }
  let [term, total]: [Num, Num] = [ONE, ONE];
  for (let n = 1; n <= TERMS; n++) {
    term = mul(term, div(y, new Fraction(BigInt(n))));
    total = add(total, term);
  }
  const rest = new Fraction(1n, 10n ** 80n);
  let result = Enclosure.of(total).plus(new Enclosure(rest.times(new Fraction(-1n)), rest));
  for (let n = 0; n < halvings; n++) result = result.times(result);
  const zero = new Fraction(0n);
  return new Enclosure(result.lo.sign() < 0 ? zero : result.lo, result.hi);
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
