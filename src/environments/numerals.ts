import { END } from './tokens.js';

/**
 * The mask of a decimal number between `low` and `high` (integers ≥ 0, no leading zeros) after the digits
 * `written`: the digits with which some such number goes on, and `after` (by default END) where it is complete.
 */
export function numeralMask(written: readonly string[], low: number, high: number, after = END): string[] {
  const prefix = written.join('');
  const next = prefix === '0' ? [] : DIGITS.filter((digit) => begins(prefix + digit, low, high));
  return prefix !== '' && Number(prefix) >= low && Number(prefix) <= high ? [...next, after] : next;
}

/** The ten digits, as words. */
export const DIGITS: readonly string[] = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Does some number in low … high begin with these digits? */
function begins(digits: string, low: number, high: number): boolean {
  let first = Number(digits);
  let last = first;
  if (first === 0) return low === 0;
  while (first <= high) {
    if (last >= low) return true;
    first *= 10;
    last = 10 * last + 9;
  }
  return false;
}
