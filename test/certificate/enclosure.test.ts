import { expect, test } from 'vitest';
import { Fraction } from '../../src/certificate/number.js';
import { Enclosure } from '../../src/certificate/rules/enclosure.js';

test('both ends are rounded outwards to eighty digits', () => {
  const scale = 10n ** 80n;
  const third = new Fraction(1n, 3n * scale);
  const { lo, hi } = new Enclosure(third, third);
  expect([lo.n, lo.d, hi.n, hi.d]).toEqual([0n, 1n, 1n, scale]);
  const exact = new Enclosure(new Fraction(1n, 3n), new Fraction(2n, 3n));
  expect([exact.lo.d, exact.hi.d]).toEqual([3n, 3n]);
  const below = new Fraction(-1n, 3n * scale);
  const { lo: least, hi: most } = new Enclosure(below, below);
  expect([least.n, least.d, most.n]).toEqual([-1n, scale, 0n]);
});
