import { add, div, Fraction, fractionOf, isZero, mul, type Num, ONE, sub, ZERO } from '../number.js';
import { Rejected, Uncovered } from '../refusal.js';
import { RootSum } from './roots.js';

/** x over the standard deviation of `count` numbers with these sums. */
export type OverDeviation = (x: Num, first: Num, second: Num, count: Num) => Num;

/**
 * By the rest of an estimator's name, "n" or "n-1" (the divisor of the variance), and after it perhaps δ: x/(σ + δ), and
 * 0 where σ + δ = 0. Where nothing is to be divided, x.
 */
export function overDeviation(sizes: readonly string[], divides: boolean): OverDeviation {
  const [divisor = '', delta = '0', ...more] = sizes;
  if (!divides && sizes.length === 0) return (x) => x;
  if (!divides || !['n', 'n-1'].includes(divisor) || more.length > 0)
    throw new Uncovered(`a deviation by ${sizes.join(':')}`);
  const stabiliser = fractionOf(delta, 'a stabiliser');
  if (stabiliser.sign() < 0) throw new Rejected('a stabiliser below 0');
  return (x, first, second, count) => {
    const squares = sub(second, div(mul(first, first), count));
    return overRoot(x, div(squares, divisor === 'n' ? count : sub(count, ONE)), stabiliser);
  };
}

/** x/(√v + δ) = x·(√v − δ)/(v − δ²); x/(2δ) where √v = δ; 0 where √v + δ = 0. */
export function overRoot(x: Num, variance: Num, delta: Num): Num {
  if (isZero(variance)) return isZero(delta) ? ZERO : div(x, delta);
  const rest = sub(variance, mul(delta, delta));
  if (isZero(rest)) return div(x, add(delta, delta));
  if (!(variance instanceof Fraction)) throw new Uncovered('the deviation of returns that are not rational');
  return mul(div(x, rest), sub(RootSum.root(variance), delta));
}
