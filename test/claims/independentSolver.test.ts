import { describe, expect, it } from 'vitest';
import { possibleMaximisers } from '../../src/claims/catalogue/independentSolver.js';
import { solveLinear } from '../../src/claims/catalogue/linearSystem.js';
import { isWithin, stepRegion } from '../../src/claims/catalogue/stepRegion.js';
import { Rational } from '../../src/exact/rational.js';

const numbers = (...texts: string[]): Rational[] => texts.map((text) => Rational.parse(text));
const written = (points: readonly (readonly Rational[])[]): string[] =>
  [...new Set(points.map((q) => q.join(' ')))].sort();

function candidates(step: string, old: Rational[], advantage: Rational[]): string[] {
  const problem = { old, advantage, preference: old.map((_, a) => a) };
  return written(possibleMaximisers(step, problem, stepRegion(step, old)));
}

describe('solveLinear', () => {
  it('solves what has one solution', () => {
    // x + y = 1, x − y = 1/2; with a zero pivot first
    expect(solveLinear([numbers('1', '1'), numbers('1', '-1')], numbers('1', '1/2'))?.join(' ')).toBe('3/4 1/4');
    expect(solveLinear([numbers('0', '2'), numbers('3', '0')], numbers('1', '1'))?.join(' ')).toBe('1/3 1/2');
  });

  it('gives nothing where there is none, or more than one', () => {
    expect(solveLinear([numbers('1', '1'), numbers('2', '2')], numbers('1', '3'))).toBeUndefined();
    expect(solveLinear([numbers('1', '1'), numbers('2', '2')], numbers('1', '2'))).toBeUndefined();
  });
});

describe('the corners of a step’s region', () => {
  it.each([
    ['unrestricted', ['0 0 1', '0 1 0', '1 0 0']],
    ['ratio-box:1/2', ['1/2 1/8 3/8', '1/2 3/8 1/8', '1/4 3/8 3/8', '3/4 1/8 1/8']],
    ['total-variation:1/4', ['1/2 0 1/2', '1/2 1/2 0', '1/4 1/2 1/4', '1/4 1/4 1/2', '3/4 0 1/4', '3/4 1/4 0']],
  ])('%s around (1/2, 1/4, 1/4)', (step, corners) => {
    const old = numbers('1/2', '1/4', '1/4');
    expect(candidates(step, old, numbers('0', '0', '0'))).toEqual([...corners].sort());
  });

  it('of the clipped step include the bends, and nothing beyond the support', () => {
    const found = candidates('clip:1/2', numbers('1/2', '1/2', '0'), numbers('1', '0', '9'));
    expect(found).toEqual(['0 1 0', '1 0 0', '1/4 3/4 0', '3/4 1/4 0']);
  });
});

describe('the stationary points of a quadratic drift', () => {
  it('one for each face on which the masses are not negative', () => {
    // On both actions: q = p + (A − 1/2) = (1/2 − 1/4, …) for A = (0, 1/2), λ = 1.
    expect(candidates('euclidean:1', numbers('1/2', '1/2'), numbers('0', '1/2'))).toEqual(['0 1', '1 0', '1/4 3/4']);
    // With A = (0, 3) the point of both actions would need a negative mass.
    expect(candidates('euclidean:1', numbers('1/2', '1/2'), numbers('0', '3'))).toEqual(['0 1', '1 0']);
  });

  it('χ² moves in proportion to p and leaves the support alone', () => {
    // τ = 2·(1/4) + … : mean of A under p is 1/2, so q = p(1 + (A − 1/2)/2) for λ = 2.
    const found = candidates('chi-square:2', numbers('3/4', '1/4', '0'), numbers('0', '2', '9'));
    expect(found).toEqual(['0 1 0', '1 0 0', '9/16 7/16 0']);
  });
});

describe('stepRegion', () => {
  it('contains p, and not what the step forbids', () => {
    const p = numbers('1/2', '1/2', '0');
    for (const step of [
      'clip:1/5',
      'ratio-box:1/5',
      'total-variation:1/5',
      'supported',
      'chi-square:1',
      'euclidean:1',
    ]) {
      expect([step, isWithin(stepRegion(step, p), p)]).toEqual([step, true]);
    }
    expect(isWithin(stepRegion('ratio-box:1/5', p), numbers('3/10', '7/10', '0'))).toBe(false);
    expect(isWithin(stepRegion('total-variation:1/5', p), numbers('3/10', '7/10', '0'))).toBe(true);
    expect(isWithin(stepRegion('supported', p), numbers('0', '1/2', '1/2'))).toBe(false);
  });

  it('refuses a step that it does not know', () => {
    expect(() => stepRegion('entropy:1', numbers('1'))).toThrow(
      new RangeError('no region is known for the step "entropy:1"'),
    );
  });
});
