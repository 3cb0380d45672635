import { describe, expect, it } from 'vitest';
import { crossCheckResult } from '../../src/bridge/bridgeResult.js';
import { type Compared, quantityError } from '../../src/bridge/quantityError.js';
import { type SuiteRun, summarise } from '../../src/bridge/suite.js';
import { Rational } from '../../src/exact/rational.js';
import { NOTHING_SPENT } from '../../src/neural/train/budget.js';

const rational = (text: string): Rational => Rational.parse(text);

describe('the judge of one quantity', () => {
  const right: Compared = { name: 'turn 1', neural: 0.5, exact: rational('1/2'), scale: Rational.ONE };
  const judge = (...all: Compared[]): boolean => quantityError('ratio', 2 ** -10, all).holds;

  it('accepts what is within the bound, the bound included, and nothing beyond it', () => {
    const off = (neural: number): boolean => judge(right, { ...right, neural });
    expect([off(0.5), off(0.5 + 2 ** -10), off(0.5 - 2 ** -10)]).toEqual([true, true, true]);
    expect([off(0.5 + 2 ** -9), off(0.5 - 2 ** -9)]).toEqual([false, false]);
  });

  it('says no where nothing was compared', () => {
    expect(judge()).toBe(false);
    expect(quantityError('ratio', 1, [])).toMatchObject({ compared: 0, worst: { name: 'nothing was compared' } });
  });

  it('says no to a number too many and to one too few, and names it', () => {
    for (const odd of [
      { ...right, name: 'surplus', exact: undefined },
      { ...right, name: 'missing', neural: undefined },
      { ...right, name: 'not finite', neural: NaN },
    ]) {
      expect(judge(right, odd)).toBe(false);
      expect(quantityError('ratio', 1, [right, odd])).toMatchObject({ error: Infinity, worst: { name: odd.name } });
    }
  });

  it('takes nothing but equality where the scale is 0', () => {
    const exactly = { ...right, scale: Rational.ZERO };
    expect([judge(exactly), judge({ ...exactly, neural: 0.5 + 2 ** -40 })]).toEqual([true, false]);
  });
});

describe('F1', () => {
  it('adds up what was compared, and passes on whether it holds', () => {
    const good = quantityError('ratio', 1, [{ name: 'x', neural: 1, exact: Rational.ONE, scale: Rational.ONE }]);
    const bad = quantityError('surrogate', 1, []);
    const result = (quantities: (typeof good)[], holds: boolean): unknown =>
      crossCheckResult({ quantities, nearKinks: ['here'], holds });
    expect(result([good, good], true)).toMatchObject({ claim: 'F1', holds: true, checked: 2 });
    expect(result([good, bad], false)).toMatchObject({
      holds: false,
      checked: 1,
      findings: [
        expect.stringContaining('within'),
        expect.stringContaining('BEYOND'),
        expect.stringContaining('edge of the clip range'),
      ],
    });
  });
});

describe('a run is solved', () => {
  const run = (start: string, end: string): SuiteRun => {
    const points = [start, end].map((J) => ({ budget: NOTHING_SPENT, expectedReturn: rational(J) }));
    const gap = Rational.ONE.sub(rational(end));
    return { environment: 'e', algorithm: 'a', seed: 1, optimum: Rational.ONE, points, gap };
  };
  const solved = (start: string, end: string): number => summarise([run(start, end)])[0].solved;

  it('within a hundredth of the way from its start to J*, and not a bit before', () => {
    expect([solved('0', '99/100'), solved('0', '9899/10000'), solved('0', '1/2')]).toEqual([1, 0, 0]);
    expect([solved('1/2', '199/200'), solved('1/2', '99/100')]).toEqual([1, 0]);
  });

  it('at J* if it stays there', () => {
    expect([solved('1', '1'), solved('1', '999/1000')]).toEqual([1, 0]);
  });
});
