/**
 * The mean, taken from the first number: x_0 + Σ(x_i − x_0)/n, so that the mean of equal numbers is that number,
 * bit for bit. (Summing first makes 0.1, 0.1, 0.1 have a mean above 0.1, and dividing by a deviation of 10^−17 then
 * turns rounding into advantages of ±1.) Throws RangeError for no numbers.
 */
export function mean(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('the mean of no numbers is not defined');
  const [first] = numbers;
  return first + numbers.reduce((sum, x) => sum + (x - first), 0) / numbers.length;
}

/** √(Σ(x − mean)²/n), or /(n − 1); exactly 0 for equal numbers, and for one number with either divisor. */
export function deviation(numbers: readonly number[], divisor: 'n' | 'n-1'): number {
  const centre = mean(numbers);
  const squares = numbers.reduce((sum, x) => sum + (x - centre) ** 2, 0);
  return squares === 0 ? 0 : Math.sqrt(squares / (divisor === 'n' ? numbers.length : numbers.length - 1));
}
