import { expect } from 'vitest';
import { klTerm } from '../../../src/neural/loss/klTerm.js';
import type { Device, Rank, Tensor2D } from '../../../src/neural/tf.js';

/** e^x − 1 − x in float64, near 0 by its power series. */
export function k3(x: number): number {
  if (Math.abs(x) > 0.5) return Math.expm1(x) - x;
  let [sum, term] = [0, x];
  for (let n = 2; n < 20; n++) sum += term *= x / n;
  return sum;
}

/** The estimator k3 and its slope on an engine, from 1e-6 to where it is clamped, on both sides of 0. */
export async function itKnowsK3({ tf, read }: Device): Promise<void> {
  const sizes = [1e-6, 1e-4, 1e-3, 0.01, 0.1, 0.3, 0.499, 0.501, 0.7, 1, 2];
  const x = Float32Array.from([...sizes, ...sizes.map((size) => -size)]);
  const now = tf.tensor2d(
    x.map((value) => -value),
    [1, x.length],
  );
  const reference = tf.zeros<Rank.R2>([1, x.length]);
  const value = klTerm(tf, now, reference);
  const slope = tf.grad((at) => tf.sum(klTerm(tf, at as Tensor2D, reference)))(now);
  const [values, slopes] = [await read(value), await read(slope)];
  tf.dispose([now, reference, value, slope]);
  x.forEach((at, i) => {
    expect(Math.abs(values[i] / k3(at) - 1), `k3 at ${at}`).toBeLessThan(2e-6);
    expect(Math.abs(slopes[i] / -Math.expm1(at) - 1), `its slope at ${at}`).toBeLessThan(2e-6);
  });
}
