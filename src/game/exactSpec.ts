import { z } from 'zod';
import { Rational } from '../exact/rational.js';

const EXACT = /^[+-]?\d+(?:\/0*[1-9]\d*|\.\d+)?$/;

/**
 * An exact number at the border: a string "3", "-3/10" or "0.25", or a JSON integer below 2^53. A number
 * with a decimal point is refused, since 0.1 as a double is not 1/10.
 */
export const exactSpec = z
  .union([z.string().regex(EXACT, { error: explain }), z.int({ error: explain })], { error: explain })
  .meta({ id: 'exact', description: 'An exact number: a string such as "3", "-3/10" or "0.25", or an integer.' });

function explain({ input }: { readonly input?: unknown }): string {
  return whyNotExact(input);
}

/** An exact number as written in JSON. */
export type ExactSpec = z.input<typeof exactSpec>;

/** The value of a number that `exactSpec` has let through. Throws ExactError on anything else. */
export function exactValue(written: ExactSpec): Rational {
  return typeof written === 'string' ? Rational.parse(written) : Rational.of(written);
}

/** What is wrong with `input` as an exact number, and what to write in its place. */
function whyNotExact(input: unknown): string {
  if (typeof input === 'number') {
    const literal = Number.isInteger(input) ? BigInt(input).toString() : String(input);
    return `${literal} is not exact; write it as a string, ${fractionHint(literal)}`;
  }
  if (typeof input !== 'string') return 'an exact number is expected here, such as "3/10" or 2';
  if (/\/0+$/.test(input)) return `"${input}" divides by zero; correct the denominator`;
  return EXACT.test(input.trim())
    ? `"${input}" has blanks around the number; remove them`
    : `"${input}" is not an exact number; write an integer, a fraction "3/10" or a decimal "0.3"`;
}

/** The exact string for a decimal literal: "1/10" for 0.1; a plain example where the literal has no short form. */
export function fractionHint(literal: string): string {
  return /^-?\d+(\.\d+)?$/.test(literal) ? `"${Rational.parse(literal)}"` : 'such as "1/10"';
}
