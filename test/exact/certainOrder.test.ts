import { describe, expect, it } from 'vitest';
import { certainOrder, UncertainError } from '../../src/exact/arithmetic.js';
import { DoubleArithmetic } from '../../src/exact/doubleInterval.js';
import { ExactError } from '../../src/exact/exactError.js';
import { Rational } from '../../src/exact/rational.js';
import { RATIONALS } from '../../src/exact/rationalArithmetic.js';

const DOUBLES = new DoubleArithmetic();

describe('an order on which something depends', () => {
  const [one, two, around] = [
    { lo: 1, hi: 1 },
    { lo: 2, hi: 2 },
    { lo: 0.5, hi: 1.5 },
  ];

  it('is −1, 0 or 1', () => {
    expect([certainOrder(DOUBLES, one, two), certainOrder(DOUBLES, two, one)]).toEqual([-1, 1]);
    expect(certainOrder(RATIONALS, Rational.ONE, Rational.ONE)).toBe(0);
  });

  it('is never guessed', () => {
    expect(() => certainOrder(DOUBLES, one, around)).toThrow(UncertainError);
    expect(() => certainOrder(DOUBLES, around, one)).toThrow(UncertainError);
  });
});

describe('doubles', () => {
  const share = (x: number, rest: number): { lo: number; hi: number } =>
    DOUBLES.share({ lo: x, hi: x }, { lo: rest, hi: rest });

  it('enclose a share narrowly', () => {
    const { lo, hi } = share(1, 3);
    expect(lo).toBeLessThanOrEqual(0.25);
    expect(hi).toBeGreaterThanOrEqual(0.25);
    expect(hi - lo).toBeLessThan(1e-15);
    expect(share(0, 3)).toEqual({ lo: 0, hi: 0 });
  });

  it('give e^x up from 700 on', () => {
    const exp = (x: number): { lo: number; hi: number } => DOUBLES.exp({ lo: x, hi: x });
    expect(exp(700)).toEqual({ lo: 0, hi: Infinity });
    expect(exp(699.5).lo / Math.exp(699.5)).toBeCloseTo(1, 9);
  });
});

describe('rationals', () => {
  it('know e^0, and no other power of e', () => {
    expect(RATIONALS.exp(Rational.ZERO).toString()).toBe('1');
    expect(() => RATIONALS.exp(Rational.ONE)).toThrow(ExactError);
  });
});
