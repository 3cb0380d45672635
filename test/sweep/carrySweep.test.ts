import { test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { instances } from '../../src/claims/generate/arbitrary.js';
import { COMMON } from '../../src/claims/generate/family.js';
import { Rational } from '../../src/exact/rational.js';
import { parseStep } from '../../src/mirror/parseStep.js';
import { carrySweep, clippedCarry, exactCarry } from '../../src/sweep/carrySweep.js';
import { sweep } from '../../src/sweep/sweep.js';

const R = (text: string): Rational => Rational.parse(text);
const family = { ...COMMON, parameters: () => ({ step: ['clip:1/5', 'chi-square:1', 'ratio-box:1/5', 'supported'] }) };

describe('a sweep that carries M path by path', () => {
  test.prop([instances(family)], { numRuns: 100 })(
    'is the sweep when the ratios are carried as they are',
    (instance) => {
      const { old } = instance.policies;
      const step = parseStep(instance.parameters['step']);
      expect(carrySweep(old, step, exactCarry).probability.map(String)).toEqual(
        sweep(old, { step }).policy.probability.map(String),
      );
    },
  );

  test.prop([instances({ ...family, turns: 2 })], { numRuns: 100 })(
    'is the sweep in two turns when no ratio leaves the clip range',
    ({ policies: { old } }) => {
      const step = parseStep('ratio-box:1/5');
      expect(carrySweep(old, step, clippedCarry(R('1/5'))).probability.map(String)).toEqual(
        sweep(old, { step }).policy.probability.map(String),
      );
    },
  );
});

describe('the clipped carry', () => {
  it.each([
    ['1', '2', '6/5'],
    ['1', '0', '4/5'],
    ['6/5', '2', '6/5'],
    ['4/5', '2', '24/25'],
    ['4/5', '0', '4/5'],
    ['1', '11/10', '11/10'],
  ])('makes of factor %s and ratio %s the factor %s', (factor, ratio, expected) => {
    expect(clippedCarry(R('1/5'))(R(factor), R(ratio)).toString()).toBe(expected);
  });
});
