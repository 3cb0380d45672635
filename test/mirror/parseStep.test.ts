import { describe, expect, test } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { clip } from '../../src/mirror/clip.js';
import { parseStep, STEP_FORMS } from '../../src/mirror/parseStep.js';

describe('parseStep', () => {
  test.each([
    'clip:1/5',
    'clip-floor:1/5',
    'euclidean:2',
    'chi-square:3/2',
    'ratio-box:1/5',
    'total-variation:1/10',
    'total-variation-penalty:7',
    'unrestricted',
    'supported',
  ])('%s is read and named alike', (name) => {
    expect(parseStep(name).name).toBe(name);
  });

  test('sizes may be decimals; the name is in lowest terms', () => {
    expect(parseStep('clip:0.2').name).toBe('clip:1/5');
    expect(parseStep('clip:2/10').name).toBe('clip:1/5');
  });

  test('every form in the help can be read', () => {
    for (const form of STEP_FORMS)
      expect(parseStep(form.replace('SIZE', '1/2')).name).toBe(form.replace('SIZE', '1/2'));
    expect(STEP_FORMS).toHaveLength(9);
  });

  test.each([
    '',
    'clip',
    'clip:',
    'clip:1/5:2',
    'unrestricted:1',
    'clipp:1/5',
    'toString',
    'constructor:1',
    'Clip:1/5',
  ])('"%s" is refused', (text) => {
    expect(() => parseStep(text)).toThrow(/unknown step|is not an exact number/);
  });

  test.each([
    ['clip:0', /clip range ε must be in \(0, 1\], not 0/],
    ['clip:6/5', /clip range/],
    ['ratio-box:-1/5', /ratio box needs ε in \(0, 1\]/],
    ['ratio-box:2', /ratio box/],
    ['total-variation:0', /radius δ must be positive/],
    ['total-variation-penalty:-1', /λ must be positive/],
    ['euclidean:0', /λ must be positive/],
    ['chi-square:-2', /λ must be positive, not -2/],
    ['clip:abc', /"abc" is not an exact number/],
  ])('%s has a bad size', (text, message) => {
    expect(() => parseStep(text)).toThrow(message);
  });

  test('the clipped surrogate refuses a problem without the parts of M', () => {
    const half = Rational.of(1, 2);
    const problem = { old: [half, half], advantage: [half, half], preference: [0, 1] };
    expect(() => clip(half).solve(problem)).toThrow(/needs E\[M⁺\] and E\[M⁻\]/);
  });
});
