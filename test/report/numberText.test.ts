import { describe, expect, it, test } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import {
  counted,
  exactAndDecimal,
  grouped,
  percentage,
  readable,
  readableEquation,
} from '../../src/report/numberText.js';

test.each([
  ['114/625', '114/625 = 0.1824'],
  ['1/3', '1/3 ≈ 0.333333'],
  ['-7/8', '-7/8 = -0.875'],
  ['3', '3'],
  ['1/100000000', '1/100000000 ≈ 1e-8'],
  ['[0.1, 0.2]', '[0.1, 0.2]'],
])('exactAndDecimal(%s) marks a rounded decimal with ≈', (exact, text) => {
  expect(exactAndDecimal(exact)).toBe(text);
});

describe('readable', () => {
  it('keeps a short fraction and rounds a long one', () => {
    expect(readable(Rational.of(2, 7))).toBe('2/7');
    expect(readable(Rational.parse('123456789012345678/987654321098765432'))).toBe('≈0.125');
  });

  it('puts the ≈ in place of the = of an equation', () => {
    expect(readableEquation('J', Rational.of(2, 7))).toBe('J = 2/7');
    expect(readableEquation('J', Rational.of(1n, 3n ** 40n))).toBe('J ≈ 8.22526e-20');
  });
});

test('a percentage is rounded towards 0: 100 % is all of it', () => {
  expect(percentage(9999, 10000)).toBe('99.9 %');
  expect(percentage(3, 3)).toBe('100 %');
  expect(percentage(0, 0)).toBe('–');
});

test('counts are grouped and agree with their noun', () => {
  expect(grouped(1234567)).toBe('1,234,567');
  expect(counted(1, 'node')).toBe('1 node');
  expect(counted(1000, 'node')).toBe('1,000 nodes');
});
