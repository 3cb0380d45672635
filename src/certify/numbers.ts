import { Rational } from '../exact/rational.js';
import { boundsOf, type Real } from '../exact/real.js';
import { RootSum } from '../exact/rootSum.js';

/** A number in a certificate: exact text, or the two ends of an enclosure. */
export type StatedNumber = string | [string, string];

/** A rational number as it is; any other as an enclosure with so many decimals, rounded outwards by at least one unit of the last. */
export function statedNumber(x: Real, decimals: number): StatedNumber {
  if (x instanceof Rational) return x.toString();
  const [lo, hi] = boundsOf(x, decimals + 10);
  return [outwards(lo, decimals, -1n), outwards(hi, decimals, 1n)];
}

/** x·10^decimals, rounded down or up, one further, as a decimal. */
function outwards(x: Rational, decimals: number, direction: bigint): string {
  const scale = 10n ** BigInt(decimals);
  const scaled = x.numerator * scale;
  const floor = scaled / x.denominator - (scaled < 0n && scaled % x.denominator !== 0n ? 1n : 0n);
  return Rational.of(floor + (direction < 0n ? -1n : 2n), scale).toString();
}

/**
 * The number that a violation's text tells: a fraction; an enclosure "[lo, hi]", perhaps with exponents; or a sum of
 * roots with a decimal behind it, "1/2 − 3·√2 ≈ −3.74", which becomes an enclosure. Throws ExactError for other texts.
 */
export function statedText(text: string): StatedNumber {
  const ends = /^\[(.+), (.+)\]$/.exec(text);
  if (ends !== null) return [plainDecimal(ends[1]).toString(), plainDecimal(ends[2]).toString()];
  if (!text.includes('√')) return Rational.parse(text).toString();
  const terms = text
    .split(' ≈ ')[0]
    .replaceAll(' − ', ' + -')
    .split(' + ')
    .map((term) => {
      const [factor, radicand] = term.replace(/^(-?)√/, (_, sign: string) => `${sign}1·√`).split('·√');
      return radicand === undefined
        ? RootSum.of(Rational.parse(factor))
        : RootSum.root(Rational.parse(radicand), Rational.parse(factor));
    });
  return statedNumber(RootSum.sum(terms).enclose(40), 30);
}

/** "4.3e-8" as the fraction that it is. */
function plainDecimal(text: string): Rational {
  const [digits, exponent = '0'] = text.split('e');
  const power = Rational.of(10n ** BigInt(Math.abs(Number(exponent))));
  const value = Rational.parse(digits);
  return Number(exponent) < 0 ? value.div(power) : value.mul(power);
}
