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
      throw new ExactError(
        `the working precision must be an integer from 2 to ${MAX_PRECISION} digits, not ${precision}`,
      );
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
 * `x`, an exp or ln that `Rounded` has rounded, moved one unit in the last place further in the same direction.
 * decimal.js rounds these two correctly only in most cases: where the digits that it computes beyond the precision
 * do not settle the rounding, it stops after a few tries. Rounded up to 20 digits, exp of (ln 3/2 rounded up to
 * 60 digits) comes out as 1.5, which is too low. Its digits are right to less than a unit, so one more makes the
 * bound certain. (`expBound` computes e^x without decimal.js, to far less than a unit.) x must not be 0.
 */
export function outward(Rounded: typeof Decimal, x: Decimal): Decimal {
  const unit = new Decimal(`1e${x.e - Rounded.precision + 1}`);
  return Rounded.rounding === Decimal.ROUND_FLOOR ? Rounded.sub(x, unit) : Rounded.add(x, unit);
}
