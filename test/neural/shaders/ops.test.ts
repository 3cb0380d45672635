import { describe, expect, it, vi } from 'vitest';
import { addToEach } from '../../../src/neural/ops/addToEach.js';
import { causalAttention } from '../../../src/neural/ops/causalAttention.js';
import { columnSums } from '../../../src/neural/ops/columnSums.js';
import { embedding } from '../../../src/neural/ops/embedding.js';
import { gelu } from '../../../src/neural/ops/gelu.js';
import { layerNorm } from '../../../src/neural/ops/layerNorm.js';
import { linear } from '../../../src/neural/ops/linear.js';
import { legalSoftmax, tokenLogProbability } from '../../../src/neural/ops/tokenLogProbability.js';
import { withoutShaders } from '../../../src/neural/shaders/shader.js';
import type { Tensor, Tensor1D, Tensor2D, TF } from '../../../src/neural/tf.js';
import { adamStep, normOf } from '../../../src/neural/train/adamStep.js';
import { relativeError } from '../support/testDevice.js';
import { numbers, onWebgpu } from './support.js';

vi.setConfig({ testTimeout: 240_000 });

/** An operation, the shapes of what it is differentiated by, and how. */
interface Case {
  readonly name: string;
  readonly shapes: readonly number[][];
  readonly run: (tf: TF, inputs: Tensor[]) => Tensor;
}

/** `wide`: rows that can be read in fours, and more of them than one pass adds up; else neither. */
function cases(wide: boolean): Case[] {
  const [rows, width, length, heads, vocabulary] = wide ? [1040, 16, 8, 2, 12] : [15, 6, 5, 3, 7];
  const whole = (tf: TF, count: number): Tensor1D =>
    tf.tensor1d(
      Int32Array.from({ length: count }, (_, n) => (n * n) % vocabulary),
      'int32',
    );
  const few = wide ? 16 : rows;
  // The token is legal, and so are some others.
  const legal = (tf: TF): Tensor2D =>
    tf.tensor2d(
      Float32Array.from({ length: few * vocabulary }, (_, n) => {
        const [row, token] = [Math.floor(n / vocabulary), n % vocabulary];
        return token === (row * row) % vocabulary || (row + token) % 3 > 0 ? 1 : 0;
      }),
      [few, vocabulary],
    );
  return [
    {
      name: 'linear',
      shapes: [[rows, width], [width, 2 * width], [2 * width]],
      run: (tf, [x, w, b]) => linear(tf, x as Tensor2D, w as Tensor2D, b as Tensor1D),
    },
    { name: 'gelu', shapes: [[rows, width]], run: (tf, [x]) => gelu(tf, tf.mul(x, 4)) },
    {
      name: 'layer norm',
      shapes: [[rows, width], [width], [width]],
      run: (tf, [x, g, b]) => layerNorm(tf, x as Tensor2D, g as Tensor1D, b as Tensor1D),
    },
    {
      name: 'attention',
      shapes: [[3 * length, 3 * width]],
      run: (tf, [x]) => causalAttention(tf, tf.mul<Tensor2D>(x, 3), 3, heads),
    },
    {
      name: 'log of the chosen token',
      shapes: [[few, vocabulary]],
      run: (tf, [x]) => tokenLogProbability(tf, tf.mul<Tensor2D>(x, 5), legal(tf), whole(tf, few)),
    },
    {
      name: 'embedding',
      shapes: [[vocabulary, width]],
      run: (tf, [x]) => embedding(tf, x as Tensor2D, whole(tf, rows)),
    },
    {
      name: 'a matrix added to each',
      shapes: [
        [3 * length, width],
        [length, width],
      ],
      run: (tf, [x, y]) => addToEach(tf, x as Tensor2D, y as Tensor2D),
    },
  ];
}

await onWebgpu('operations by shaders', ({ tf, read }) => {
  /** The value, and the gradient of its product with fixed numbers by each input. */
  async function both({ shapes, run }: Case): Promise<Float32Array[]> {
    const tensors = tf.tidy(() => {
      const inputs = shapes.map((shape, n) =>
        tf.tensor(
          numbers(
            shape.reduce((a, b) => a * b),
            n,
          ),
          shape,
        ),
      );
      const value = run(tf, inputs);
      const weights = tf.tensor(numbers(value.size, 9), value.shape);
      const grads = tf.grads((...x) => tf.sum(tf.mul(run(tf, x), weights)))(inputs);
      return [value, ...grads];
    });
    const values = await Promise.all(tensors.map(read));
    tf.dispose(tensors);
    return values;
  }

  describe.each([true, false])('shaders, four numbers at a time: %s', (wide) => {
    it.each(cases(wide))('$name, as TensorFlow.js has it', async (one) => {
      const own = await both(one);
      const theirs = await withoutShaders(() => both(one));
      own.forEach((values, n) => expect(relativeError(values, theirs[n]), `part ${n}`).toBeLessThan(1e-5));
    });
  });

  it('sums of columns, probabilities, the norm of a gradient and a step of Adam', async () => {
    const x = tf.tensor2d(numbers(3000 * 6, 1), [3000, 6]);
    const [a, b, c, g] = [1, 2, 3, 4].map((n) => tf.tensor1d(numbers(3001, n)));
    const legal = tf.tensor2d([1, 0, 1, 1, 1, 0], [1, 6]);
    const numbersOfStep = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8, rate: 0.3, correction: 0.5, kept: 0.9 };
    const all = (): Tensor[] =>
      tf.tidy(() => {
        const { theta, first, second } = adamStep(tf, { theta: a, first: b, second: tf.square(c) }, g, numbersOfStep);
        const one = tf.slice(x, [0, 0], [1, 6]);
        return [columnSums(tf, x), legalSoftmax(tf, one, legal), normOf(tf, g), theta, first, second];
      });
    const [own, theirs] = [all(), withoutShaders(all)];
    for (const [n, tensor] of own.entries()) {
      expect(relativeError(await read(tensor), await read(theirs[n])), `part ${n}`).toBeLessThan(1e-5);
    }
    tf.dispose([...own, ...theirs, x, a, b, c, g, legal]);
  });

  it('can be told apart: the way without shaders is another one', async () => {
    const x = tf.tensor2d(numbers(64 * 64, 1), [64, 64]);
    const bias = tf.zeros([64]);
    const run = (): Tensor => tf.tidy(() => linear(tf, x, x, bias as Tensor1D));
    const backend = tf.backend() as unknown as { runWebGPUProgram: (...parts: unknown[]) => unknown };
    const original = backend.runWebGPUProgram.bind(backend);
    let programs = 0;
    backend.runWebGPUProgram = (...parts) => {
      programs++;
      return original(...parts);
    };
    const own = run();
    expect(programs).toBe(0);
    const theirs = withoutShaders(run);
    expect(programs).toBe(2);
    backend.runWebGPUProgram = original;
    const results = [own, theirs];
    expect(relativeError(await read(results[0]), await read(results[1]))).toBeLessThan(1e-5);
    tf.dispose([...results, x, bias]);
  });
});
