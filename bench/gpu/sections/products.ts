import type { Engine } from '../../../src/neural/engine/engine.js';
import { withoutShaders } from '../../../src/neural/shaders/shader.js';
import type { Tile } from '../../../src/neural/shaders/tileCode.js';
import { type ProductPlan, tiledProduct } from '../../../src/neural/shaders/tiledProduct.js';
import type { Rank, Tensor, TF } from '../../../src/neural/tf.js';
import { howOf, openFor } from '../openFor.js';
import type { Section } from '../section.js';

const tile = (
  rows: number,
  columns: number,
  rowsEach: number,
  columnsEach: number,
  depth: number,
  unrolled: number,
): Tile => ({
  ...{ rows, columns, rowsEach, columnsEach, depth, unrolled },
});

const TILES: readonly Tile[] = [
  tile(128, 128, 8, 8, 16, 1),
  tile(128, 128, 8, 8, 8, 1),
  tile(64, 64, 8, 4, 16, 4),
  tile(64, 64, 8, 4, 16, 1),
  tile(64, 32, 8, 4, 16, 4),
  tile(32, 32, 4, 4, 16, 1),
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
  const engine = await openFor(word, howOf(text));
  const { tf } = engine;
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
      const { rows: r, columns: c, rowsEach, columnsEach, depth: d, unrolled } = own;
      rates[`${r}x${c} by ${rowsEach}x${columnsEach}, ${d}, ${unrolled}`] =
        operations / (await milliseconds(engine, run, small)) / 1e9;
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
      rates["the backend's own"] = operations / (await milliseconds(engine, run, small)) / 1e9;
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

/** Milliseconds of a product among so many in a row that the card is at its full pace. */
async function milliseconds({ read }: Engine, run: () => Tensor, small: boolean): Promise<number> {
  for (let times = 1; ; times *= 2) {
    const start = performance.now();
    let last: Tensor | undefined;
    for (let n = 0; n < times; n++) {
      last?.dispose();
      last = run();
    }
    if (last === undefined) throw new Error('nothing was run');
    const corner = last.flatten().slice([0], [4]);
    await read(corner);
    corner.dispose();
    last.dispose();
    const spent = performance.now() - start;
    // The first time it is compiled.
    if (times > 1 && (small || spent > 60)) return spent / times;
  }
}
