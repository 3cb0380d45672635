import { withoutShaders } from '../../../src/neural/shaders/shader.js';
import type { Tile } from '../../../src/neural/shaders/tileCode.js';
import { type ProductPlan, tiledProduct } from '../../../src/neural/shaders/tiledProduct.js';
import type { Rank, Tensor, TF } from '../../../src/neural/tf.js';
import { median } from '../../support/passes.js';
import { howOf, openFor } from '../openFor.js';
import { gpuBackend, type GpuBackend, type Section } from '../section.js';

const tile = (rows: number, columns: number, rowsEach: 4 | 8, columnsEach: 4 | 8, unrolled: number): Tile => ({
  ...{ rows, columns, rowsEach, columnsEach, unrolled },
});

const TILES: readonly Tile[] = [
  tile(128, 128, 8, 8, 1),
  tile(128, 128, 8, 8, 4),
  tile(128, 128, 8, 8, 16),
  tile(128, 64, 8, 8, 4),
  tile(64, 64, 8, 8, 4),
  tile(64, 64, 8, 4, 4),
  tile(64, 32, 8, 4, 4),
  tile(32, 32, 4, 4, 1),
];

/** The products of a transformer's step with so many tokens, and a square one. */
function plans(tokens: number): Record<string, ProductPlan> {
  const whole = (columns: number) => ({ row: columns, column: 1 });
  const turned = (rows: number) => ({ row: 1, column: rows });
  const heads = { row: 384, column: 1, inner: 32, outer: 64 * 384 };
  const stack = { outer: tokens / 64, inner: 4, rows: 64 };
  const weights = { outer: 4 * 4096, inner: 4096, row: 64, column: 1 };
  return {
    'up, forward': { rows: tokens, columns: 512, depth: 128, a: whole(128), b: whole(512), c: whole(512) },
    'down, forward': { rows: tokens, columns: 128, depth: 512, a: whole(512), b: whole(128), c: whole(128) },
    'up, back to x': { rows: tokens, columns: 128, depth: 512, a: whole(512), b: turned(512), c: whole(128) },
    'up, back to weights': { rows: 128, columns: 512, depth: tokens, a: turned(128), b: whole(512), c: whole(512) },
    scores: { ...stack, columns: 64, depth: 32, a: heads, b: { ...heads, row: 1, column: 384 }, c: weights },
    'what is seen': {
      ...stack,
      columns: 32,
      depth: 64,
      a: weights,
      b: heads,
      c: { ...heads, row: 128, outer: 64 * 128 },
    },
    square: { rows: 4096, columns: 4096, depth: 4096, a: whole(4096), b: whole(4096), c: whole(4096) },
  };
}

/** TFLOP/s of products of matrices in tiles of several sizes, and of the backend's own. `words`: how many tokens,
 * and how. */
export const products: Section = async ({ word, small, words: [tokens, text = 'own'], tell }) => {
  const engine = await openFor(word, howOf(`${text}+clock`));
  const { tf } = engine;
  const backend = gpuBackend(engine);
  if (backend === undefined) throw new Error('only webgpu has tiles');
  for (const [name, plan] of Object.entries(plans(Number(tokens)))) {
    if (small && name === 'square') continue;
    const { rows, columns, depth, outer = 1, inner = 1 } = plan;
    const operations = 2 * rows * columns * depth * outer * inner;
    const size = (a: number, b: number): number =>
      Math.max(a * b * outer * inner, inner * outer > 1 ? rows * outer * 384 : 0);
    const [a, b] = [drawn(tf, size(rows, depth)), drawn(tf, size(depth, columns))];
    const rates: Record<string, number> = {};
    for (const own of small ? TILES.slice(-1) : TILES) {
      const run = () => tiledProduct<Rank.R1>(tf, [a, b], { ...plan, tile: own }, [rows * columns * outer * inner]);
      const { rows: r, columns: c, rowsEach, columnsEach, unrolled } = own;
      rates[`${r}x${c} by ${rowsEach}x${columnsEach}, ${unrolled}`] =
        operations / (await milliseconds(backend, run)) / 1e9;
      tell(name, { ...rates });
    }
    if (inner === 1) {
      const [ta, tb] = [plan.a.column !== 1, plan.b.column !== 1];
      const run = (): Tensor =>
        withoutShaders(() =>
          tf.tidy(() =>
            tf.matMul(
              tf.reshape(a, ta ? [depth, rows] : [rows, depth]),
              tf.reshape(b, tb ? [columns, depth] : [depth, columns]),
              ta,
              tb,
            ),
          ),
        );
      rates["the backend's own"] = operations / (await milliseconds(backend, run)) / 1e9;
      tell(name, { ...rates });
    }
    tf.dispose([a, b]);
  }
  engine.close();
};

/** Numbers of both signs, a million of them drawn and then repeated. */
function drawn(tf: TF, size: number): Tensor {
  const million = 2 ** 20;
  return tf.tidy(() => {
    const repeated = tf.tile(tf.randomUniform([million], -1, 1), [Math.ceil(size / million)]);
    return tf.slice(repeated, [0], [size]);
  });
}

/** The median of three, after one that compiles. */
async function milliseconds(backend: GpuBackend, run: () => Tensor): Promise<number> {
  run().dispose();
  const times: number[] = [];
  for (let n = 0; n < 3; n++) times.push((await backend.time(() => run().dispose())).kernelMs);
  return median(times);
}
