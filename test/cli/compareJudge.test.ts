import { describe, expect, it } from 'vitest';
import { CompareJudge } from '../../src/cli/compareJudge.js';
import { Rational } from '../../src/exact/rational.js';
import { NOTHING_SPENT } from '../../src/neural/train/budget.js';

function judged(optimum: string, ...returns: string[]): ReturnType<CompareJudge['point']>[] {
  const judge = new CompareJudge(Rational.parse(optimum));
  return returns.map((J) => judge.point(Rational.parse(J), NOTHING_SPENT));
}

describe('the judge of a run', () => {
  it('sees a loss that is too small for doubles', () => {
    const tiny = `${10n ** 30n - 1n}/${10n ** 30n}`;
    const [, second, third] = judged('2', '1', tiny, tiny);
    expect(second).toMatchObject({ expectedReturn: 1, share: 0.5, lowered: true });
    expect(third).toMatchObject({ lowered: false, drop: 0 });
  });

  it('takes exactly 95 % of J* as reached, and nothing less', () => {
    const below = `${95n * 10n ** 28n - 1n}/${10n ** 30n}`;
    expect(judged('1', '19/20', below).map(({ near }) => near)).toEqual([true, false]);
    expect(judged('1/3', '19/60')[0]).toMatchObject({ near: true, share: 0.95 });
  });

  it('calls it a collapse below half of the best so far, not at half of it', () => {
    const points = judged('1', '1/10', '4/5', '2/5', '39/100', '1/2', '1', '9/20');
    expect(points.map(({ collapsed }) => collapsed)).toEqual([false, false, false, true, false, false, true]);
    expect(points[2].drop).toBe(0.4);
    expect(points[6].drop).toBe(0.55);
  });

  it('sees no collapse as long as nothing was ever gained', () => {
    expect(judged('1', '-1/10', '-1/2').map(({ collapsed }) => collapsed)).toEqual([false, false]);
  });

  it('refuses a game in which shares of J* mean nothing', () => {
    expect(() => judged('0', '0')).toThrow(/J\* is 0/);
  });
});
