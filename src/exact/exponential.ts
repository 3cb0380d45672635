import type { Decimal } from 'decimal.js';
import { outward } from './directed.js';

/** Halvings of the argument beyond those that bring it below 1. */
const FURTHER_HALVINGS = 8;
/** Decimal digits that are computed beyond those wanted, for all rounding errors together. */
const GUARD = 14;

/**
 * e^x for x ≠ 0 with |x| ≤ 10⁶, rounded to the digits and in the direction of `Rounded`, and a unit in the last place
 * further: a certain bound. Many times faster than decimal.js, which works with factorials of full length.
 *
 * With r = x/2^h, |r| < 2^−8, it is the Taylor series of e^r, squared h times, in integers over 10^w that are cut off
 * after each step. Of the series' n terms each is off by less than 2·10^−w, and n < 500 up to 1000 digits; a squaring
 * doubles the relative error and adds less than 10^(2−w). In all it is less than 2^h·1200·10^−w, far below a unit in
 * the last place, so `outward` makes the bound certain.
 */
export function expBound(Rounded: typeof Decimal, x: Decimal): Decimal {
  const halvings = Math.max(0, Math.ceil((x.e + 1) * Math.log2(10)) + FURTHER_HALVINGS);
  const width = Rounded.precision + GUARD + Math.ceil(halvings * Math.log10(2));
  const unit = 10n ** BigInt(width);
  const r = BigInt(x.toFixed(width, Rounded.ROUND_DOWN).replace('.', '')) / (1n << BigInt(halvings));
  let sum = unit;
  let term = unit;
  for (let n = 1n; term !== 0n; n++) {
    term = (term * r) / (unit * n);
    sum += term;
  }
  let exponent = -width; // e^(r·2^k) = sum·10^exponent, with sum/unit between 1/10 and 10
  for (let k = 0; k < halvings; k++) {
    sum = (sum * sum) / unit;
    exponent = 2 * exponent + width;
    if (10n * sum < unit) {
      sum *= 10n;
      exponent -= 1;
    } else if (sum > 10n * unit) {
      sum /= 10n;
      exponent += 1;
    }
  }
  const value = new Rounded(`${sum}e${exponent}`);
  return outward(Rounded, value.toSignificantDigits(Rounded.precision, Rounded.rounding));
}
