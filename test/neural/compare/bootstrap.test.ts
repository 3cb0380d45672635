import { describe, expect, it } from 'vitest';
import { bootstrapMeans } from '../../../src/neural/compare/bootstrap.js';
import { NeuralError } from '../../../src/neural/neuralError.js';

/** The 95 % interval of the mean of all n^n equally likely resamples, by enumeration. */
function enumerated(values: readonly number[]): [number, number] {
  let sums = [0];
  for (let n = 0; n < values.length; n++) sums = sums.flatMap((sum) => values.map((value) => sum + value));
  const means = sums.map((sum) => sum / values.length).sort((a, b) => a - b);
  return [means[Math.floor(0.025 * means.length)], means[Math.floor(0.975 * means.length)]];
}

describe('bootstrapMeans', () => {
  const values = [0.1, 0.35, 0.4, 0.8, 0.95];

  it('comes near the interval of all resamples', () => {
    const [low, high] = enumerated(values);
    const [{ mean, ...interval }] = bootstrapMeans(
      values.map((value) => [value]),
      { seed: 1, resamples: 20_000 },
    );
    expect(mean).toBeCloseTo(0.52, 12);
    expect(Math.abs(interval.low - low)).toBeLessThan(0.01);
    expect(Math.abs(interval.high - high)).toBeLessThan(0.01);
    // The interval of the values themselves would be another one.
    expect(interval.low).toBeGreaterThan(0.2);
  });

  it('gives a point for one curve, and for equal curves', () => {
    expect(bootstrapMeans([[0.5, 0.25]], { seed: 1 })).toEqual([
      { mean: 0.5, low: 0.5, high: 0.5 },
      { mean: 0.25, low: 0.25, high: 0.25 },
    ]);
    expect(bootstrapMeans([[0.5], [0.5]], { seed: 1 })).toEqual([{ mean: 0.5, low: 0.5, high: 0.5 }]);
  });

  it('draws whole curves: mirrored points have mirrored intervals', () => {
    const curves = values.map((value) => [value, 1 - value]);
    const [there, mirrored] = bootstrapMeans(curves, { seed: 5, resamples: 101 });
    expect(mirrored.low).toBeCloseTo(1 - there.high, 12);
    expect(mirrored.high).toBeCloseTo(1 - there.low, 12);
  });

  it('depends on its seed alone', () => {
    const curves = values.map((value) => [value]);
    const of = (seed: number): unknown => bootstrapMeans(curves, { seed, resamples: 50 });
    expect(of(3)).toEqual(of(3));
    expect(of(3)).not.toEqual(of(4));
  });

  it('refuses no curves, and curves of different lengths', () => {
    expect(() => bootstrapMeans([], { seed: 1 })).toThrow(NeuralError);
    expect(() => bootstrapMeans([[1], [1, 2]], { seed: 1 })).toThrow(/one length/);
  });
});
