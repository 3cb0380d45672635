import { Rational } from '../exact/rational.js';

/** Longer exact numbers are shown as decimals where they only illustrate. */
const READABLE = 17;

/**
 * An exact number with its decimal value: "114/625 = 0.1824", "1/3 ≈ 0.333333"; an integer, or an enclosure,
 * stays as it is. The decimal is for reading; the fraction is what counts.
 */
export function exactAndDecimal(value: string): string {
  if (!/^-?\d+\/\d+$/.test(value)) return value;
  const exact = Rational.parse(value);
  const decimal = decimalOf(exact);
  return `${value} ${isExactDecimal(decimal, exact) ? '=' : '≈'} ${decimal}`;
}

/** The exact number when it is short, else its decimal value marked with ≈. For drawings, where long fractions hide the game. */
export function readable(value: Rational): string {
  const text = value.toString();
  return text.length <= READABLE ? text : `≈${decimalOf(value)}`;
}

/** "J = 3/4", or "J ≈ 0.0139398" where the fraction is long. */
export function readableEquation(name: string, value: Rational): string {
  const text = readable(value);
  return text.startsWith('≈') ? `${name} ≈ ${text.slice(1)}` : `${name} = ${text}`;
}

/** `part` of `whole` as a percentage, rounded towards 0 so that "100 %" means all of it; "–" of nothing. */
export function percentage(part: number, whole: number): string {
  if (whole === 0) return '–';
  return `${Math.floor((part * 1000) / whole) / 10} %`;
}

/** 12345 as "12,345". */
export function grouped(count: number): string {
  return count.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** "1 node", "3 nodes". */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function decimalOf(value: Rational): string {
  return Number(value.toDouble().toPrecision(6)).toString();
}

function isExactDecimal(decimal: string, value: Rational): boolean {
  return /^-?\d+(\.\d+)?$/.test(decimal) && Rational.parse(decimal).equals(value);
}
