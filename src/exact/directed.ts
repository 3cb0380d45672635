import { Decimal } from 'decimal.js';
import { ExactError } from './exactError.js';

/** Decimal arithmetic at one working precision, rounded towards −∞ and towards +∞. */
export interface Directed {
  readonly down: typeof Decimal;
  readonly up: typeof Decimal;
}

/** decimal.js knows ln 10 to 1025 digits; ln needs some of them as guard digits. */
const MAX_PRECISION = 960;
const cache = new Map<number, Directed>();

/**
 * The two constructors for `precision` significant digits. They are clones: the configuration of the
 * `Decimal` that other code imports is neither read nor changed.
 * Throws ExactError unless `precision` is an integer in 2..960.
 */
export function directed(precision: number): Directed {
  let result = cache.get(precision);
  if (result === undefined) {
    if (!Number.isInteger(precision) || precision < 2 || precision > MAX_PRECISION) {
      throw new ExactError(`the working precision must be an integer from 2 to ${MAX_PRECISION} digits, not ${precision}`);
    }
    result = {
      down: Decimal.clone({ defaults: true, precision, rounding: Decimal.ROUND_FLOOR }),
      up: Decimal.clone({ defaults: true, precision, rounding: Decimal.ROUND_CEIL }),
    };
    cache.set(precision, result);
  }
  return result;
}

/**
 * One unit in the last place of x ≠ 0, 10^(exponent − precision + 1); exact.
 * decimal.js rounds exp and ln correctly only in most cases: when the digits computed beyond the precision
 * do not settle the rounding it stops after a few tries (exp(10^−100) rounded up comes out as 1). The
 * computed digits are right to less than a unit, so one more unit outwards makes the bound certain.
 */
export function unitInLastPlace(x: Decimal, precision: number): Decimal {
  return new Decimal(`1e${x.e - precision + 1}`);
}
