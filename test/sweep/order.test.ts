import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { orderName, parseOrder, randomOrder, shuffled, turnsInOrder } from '../../src/sweep/order.js';
import { parseTie, type Tie, tieAt, tieName } from '../../src/sweep/tie.js';
import { ties } from '../support/arbitraryProblem.js';
import { smallRational } from '../support/arbitraryRational.js';

describe('orders', () => {
  test('of three turns', () => {
    expect(turnsInOrder('reverse', 3)).toEqual([3, 2, 1]);
    expect(turnsInOrder('forward', 3)).toEqual([1, 2, 3]);
    expect(turnsInOrder('simultaneous', 3)).toEqual([1, 2, 3]);
    expect(turnsInOrder([2, 3, 1], 3)).toEqual([2, 3, 1]);
    expect(turnsInOrder('reverse', 0)).toEqual([]);
  });

  test.each([[[1, 2]], [[1, 1, 2]], [[1, 2, 4]], [[0, 1, 2]], [[1, 2, 3, 3]], [[]]])(
    '%j is no permutation of 1..3',
    (order) => {
      expect(() => turnsInOrder(order, 3)).toThrow(RangeError);
      expect(() => turnsInOrder(order, 3)).toThrow(/no permutation of the turns 1\.\.3/);
    },
  );

  test.prop([fc.integer({ min: 0, max: 9 }), fc.nat()])(
    'a random order is a permutation, the same for the same seed',
    (turns, seed) => {
      const order = randomOrder(turns, seed);
      expect(turnsInOrder(order, turns)).toEqual(order);
      expect(randomOrder(turns, seed)).toEqual(order);
    },
  );

  test('seeds matter: a hundred of them give all six orders of three turns', () => {
    const orders = new Set(Array.from({ length: 100 }, (_, seed) => randomOrder(3, seed).join()));
    expect(orders.size).toBe(6);
  });

  test.prop([fc.array(fc.nat()), fc.nat()])('shuffled keeps the items and leaves its argument alone', (items, seed) => {
    const before = items.slice();
    expect(shuffled(items, seed).sort((a, b) => a - b)).toEqual(before.slice().sort((a, b) => a - b));
    expect(items).toEqual(before);
  });

  test.each(['reverse', 'forward', 'simultaneous', '2,1,3', '1'])('%s is read and named alike', (text) => {
    expect(orderName(parseOrder(text))).toBe(text);
  });

  test.each(['', 'backward', '1,,2', '1;2', '-1', 'Reverse'])('the order "%s" is refused', (text) => {
    expect(() => parseOrder(text)).toThrow(/unknown order/);
  });
});

describe('ties', () => {
  test('first, last and adversarial', () => {
    const advantage = [2, 1, 3, 1].map((x) => Rational.of(x));
    const ranked = (tie: Tie, t: number, set: number): readonly number[] =>
      tieAt(tie, advantage, t, set, (x, y) => x.compare(y)).preference;
    expect(ranked('first', 1, 0)).toEqual([0, 1, 2, 3]);
    expect(ranked('last', 1, 0)).toEqual([3, 2, 1, 0]);
    expect(ranked('adversarial', 1, 0)).toEqual([1, 3, 0, 2]);
  });

  test.prop([ties, fc.array(smallRational(), { minLength: 1, maxLength: 5 }), fc.nat(20), fc.nat(50)])(
    'every preference is a permutation, the same each time',
    (tie, advantage, t, set) => {
      const ranked = (): readonly number[] => tieAt(tie, advantage, t, set, (x, y) => x.compare(y)).preference;
      const order = ranked();
      expect(order.slice().sort((a, b) => a - b)).toEqual(advantage.map((_, a) => a));
      expect(ranked()).toEqual(order);
    },
  );

  test('random ones differ between sets and between turns', () => {
    const advantage = new Array<Rational>(4).fill(Rational.ZERO);
    const texts = (places: readonly (readonly [t: number, set: number])[]): Set<string> =>
      new Set(places.map(([t, set]) => tieAt({ seed: 3 }, advantage, t, set, () => 0).preference.join()));
    const numbers = Array.from({ length: 12 }, (_, n) => n);
    expect(texts(numbers.map((set) => [1, set])).size).toBeGreaterThan(4);
    expect(texts(numbers.map((t) => [t, 0])).size).toBeGreaterThan(4);
  });

  test.prop([ties])('are read and named alike', (tie) => {
    expect(parseTie(tieName(tie))).toEqual(tie);
  });

  test.each(['', 'best', 'random', 'random:', 'random:-1', 'random:x'])('the tie-breaking "%s" is refused', (text) => {
    expect(() => parseTie(text)).toThrow(/unknown tie-breaking/);
  });
});
