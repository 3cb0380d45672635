import { parseEngineChoice } from '../../../src/neural/engine/engineChoice.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { klTerm } from '../../../src/neural/loss/klTerm.js';
import { product } from '../../../src/neural/ops/product.js';
import type { Tensor, Tensor2D, TF } from '../../../src/neural/tf.js';
import type { Section } from '../section.js';

/** A function of one number: on an engine, in float64, and where it is tried. */
interface Tried {
  readonly name: string;
  readonly on: (tf: TF, x: Tensor2D) => Tensor;
  readonly exact: (x: number) => number;
  readonly at: (share: number) => number;
}

const both =
  (least: number, most: number) =>
  (share: number): number =>
    share < 0.5 ? -spread(least, most, 2 * share) : spread(least, most, 2 * share - 1);
/** From `least` to `most`, evenly in the logarithm. */
const spread = (least: number, most: number, share: number): number => least * (most / least) ** share;
const zeros = (tf: TF, x: Tensor2D): Tensor2D => tf.zerosLike(x);

const FUNCTIONS: readonly Tried[] = [
  { name: 'exp', on: (tf, x) => tf.exp(x), exact: Math.exp, at: both(1e-4, 20) },
  { name: 'log', on: (tf, x) => tf.log(x), exact: Math.log, at: (share) => spread(1e-6, 1e6, share) },
  { name: 'log near 1', on: (tf, x) => tf.log(x), exact: Math.log, at: (share) => 0.9 + share / 5 },
  { name: 'tanh', on: (tf, x) => tf.tanh(x), exact: Math.tanh, at: both(1e-4, 10) },
  { name: 'expm1 of TensorFlow.js', on: (tf, x) => tf.expm1(x), exact: Math.expm1, at: both(1e-4, 10) },
  {
    name: 'sigmoid',
    on: (tf, x) => tf.sigmoid(x),
    exact: (x) => 1 / (1 + Math.exp(-x)),
    at: both(1e-4, 10),
  },
  { name: 'square root', on: (tf, x) => tf.sqrt(x), exact: Math.sqrt, at: (share) => spread(1e-9, 1e9, share) },
  { name: 'reciprocal', on: (tf, x) => tf.div(1, x), exact: (x) => 1 / x, at: (share) => spread(1e-9, 1e9, share) },
  { name: 'k3', on: (tf, x) => klTerm(tf, tf.neg(x), zeros(tf, x)), exact: beyondLine, at: both(1e-5, 2) },
  {
    name: 'slope of k3',
    on: (tf, x) => tf.neg(tf.grad((now) => tf.sum(klTerm(tf, now as Tensor2D, zeros(tf, x))))(tf.neg(x))),
    exact: Math.expm1,
    at: both(1e-5, 2),
  },
];

/** The largest relative error of functions and of products of matrices against float64. */
export const precision: Section = async ({ word, small, tell }) => {
  const { engine } = await openEngine(parseEngineChoice(word), { probe: false });
  const { tf, read } = engine;
  const points = small ? 1000 : 100_000;
  for (const { name, on, exact, at } of FUNCTIONS) {
    const x = Float32Array.from({ length: points }, (_, n) => at((n + 0.5) / points));
    const result = tf.tidy(() => on(tf, tf.tensor2d(x, [1, points])));
    const values = await read(result);
    result.dispose();
    let [error, where] = [0, 0];
    x.forEach((own, n) => {
      const relative = Math.abs(values[n] / exact(own) - 1);
      if (!(relative <= error)) [error, where] = [relative, own];
    });
    tell(name, { error: Number.isNaN(error) ? 'not a number' : error, at: where });
  }
  for (const size of small ? [33, 64] : [33, 64, 512, 1024]) {
    tell(`product of ${size} × ${size}`, { ...(await productError(tf, read, size)) });
  }
  engine.close();
};

/**
 * Of entries of mixed signs. `entry`: the largest |C − C*| over what its sum of products has of size; `norm`:
 * ‖C − C*‖ / ‖C*‖. Products with ten bits of mantissa (TF32) have about 5e-4 and 3e-4.
 */
async function productError(
  tf: TF,
  read: (tensor: Tensor) => Promise<Float32Array>,
  size: number,
): Promise<{ readonly entry: number; readonly norm: number }> {
  const matrix = (frequency: number): Float32Array =>
    Float32Array.from({ length: size * size }, (_, n) => Math.sin(frequency * n * n + n));
  const [a, b] = [matrix(1.7), matrix(2.3)];
  const c = tf.tidy(() => product(tf, tf.tensor2d(a, [size, size]), tf.tensor2d(b, [size, size])));
  const values = await read(c);
  c.dispose();
  let [entry, wrong, all] = [0, 0, 0];
  // A quarter of the rows, at most 64, tells enough.
  for (let i = 0; i < size; i += Math.max(1, Math.floor(size / 64))) {
    for (let j = 0; j < size; j++) {
      let [sum, weight] = [0, 0];
      for (let k = 0; k < size; k++) {
        const term = a[i * size + k] * b[k * size + j];
        sum += term;
        weight += Math.abs(term);
      }
      const difference = Math.abs(values[i * size + j] - sum);
      entry = Math.max(entry, difference / weight);
      wrong += difference ** 2;
      all += sum ** 2;
    }
  }
  return { entry, norm: Math.sqrt(wrong / all) };
}

/** e^x − 1 − x in float64. */
function beyondLine(x: number): number {
  if (Math.abs(x) > 0.5) return Math.expm1(x) - x;
  let [sum, term] = [0, x];
  for (let n = 2; n < 20; n++) sum += term *= x / n;
  return sum;
}
