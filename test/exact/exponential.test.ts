import { fc, test } from '@fast-check/vitest';
import { Decimal } from 'decimal.js';
import { describe, expect } from 'vitest';
import { directed } from '../../src/exact/directed.js';
import { expBound } from '../../src/exact/exponential.js';

/** decimal.js itself, with many more digits than are asked for. */
const reference = (digits: number): typeof Decimal => Decimal.clone({ defaults: true, precision: digits + 40 });

/** Are the bounds on the right sides of e^x, and within three units in the last place of each other? */
function isTight(lo: Decimal, hi: Decimal, x: Decimal, digits: number): boolean {
  const D = reference(digits);
  const truth = D.exp(x);
  return lo.lt(truth) && hi.gt(truth) && D.sub(hi, lo).lte(D.mul(truth, `3e${1 - digits}`));
}

describe('expBound', () => {
  const numbers = fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 40n }), fc.integer({ min: -60, max: 0 }), fc.boolean())
    .map(([p, exponent, negative]) => new Decimal(`${negative ? '-' : ''}${p}e${exponent - 35}`));

  test.prop([numbers, fc.integer({ min: 2, max: 60 })], { numRuns: 300 })(
    'bounds e^x from both sides, to a few units in the last place, for |x| up to 10⁵',
    (x, digits) => {
      const { down, up } = directed(digits);
      expect(isTight(expBound(down, x), expBound(up, x), x, digits)).toBe(true);
    },
  );

  test.each([
    ['-1000000', 30],
    ['1000000', 30],
    ['-999999.99999', 12],
    ['-0.693147180559945309417232121458', 480],
    ['2.5', 960],
  ] as const)('bounds e^%s to %i digits', (text, digits) => {
    const { down, up } = directed(digits);
    const x = new Decimal(text);
    expect(isTight(expBound(down, x), expBound(up, x), x, digits)).toBe(true);
  });

  test('the same check catches bounds without the last unit, and bounds of another number', () => {
    const x = new Decimal('0.1');
    const { down, up } = directed(20);
    const nearest = reference(20).exp(x).toSignificantDigits(20);
    expect(isTight(nearest, nearest, x, 20)).toBe(false);
    expect(isTight(expBound(down, x), expBound(up, x), x.add('1e-18'), 20)).toBe(false);
  });

  test('agrees with decimal.js rounded the same way, digit by digit', () => {
    const { down } = directed(30);
    for (const text of ['-3.7', '0.001', '12', '-29.25']) {
      const x = new Decimal(text);
      const truth = reference(30).exp(x).toSignificantDigits(30, Decimal.ROUND_FLOOR);
      const unit = new Decimal(`1e${truth.e - 29}`);
      expect(expBound(down, x).eq(truth.sub(unit))).toBe(true);
    }
  });
});
