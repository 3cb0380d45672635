import { describe, expect, it } from 'vitest';
import type { Placed, ProductPlan } from '../../../src/neural/shaders/tiledProduct.js';
import { tiledProduct, tiledProductInto } from '../../../src/neural/shaders/tiledProduct.js';
import { relativeError } from '../support/testDevice.js';
import { numbers, onWebgpu } from './support.js';

/** A plan and how it came about. */
interface Case {
  readonly name: string;
  readonly plan: ProductPlan;
  readonly bias?: boolean;
}

/** A whole matrix, row by row or column by column. */
function whole(rows: number, columns: number, transposed = false): Placed {
  return transposed ? { row: 1, column: rows } : { row: columns, column: 1 };
}

function plain(rows: number, depth: number, columns: number, ta = false, tb = false): ProductPlan {
  return { rows, columns, depth, a: whole(rows, depth, ta), b: whole(depth, columns, tb), c: whole(rows, columns) };
}

const CASES: readonly Case[] = [
  ...[
    [1, 1, 1],
    [3, 5, 7],
    [64, 16, 32],
    [68, 20, 36],
    [65, 17, 33],
    [130, 40, 132],
    [129, 12, 257],
  ].flatMap(([rows, depth, columns]) =>
    [0, 1, 2, 3].map((n): Case => {
      const flags = [n % 2 === 1, n > 1] as const;
      const name = `${rows} × ${depth} × ${columns}, transposed: ${flags.join()}`;
      return { name, plan: plain(rows, depth, columns, ...flags), bias: n === 0 };
    }),
  ),
  { name: 'a long inner axis, in parts', plan: plain(8, 2051, 12, true) },
  { name: 'a long inner axis of even length, in parts', plan: { ...plain(64, 2048, 8, true), alpha: -0.5 } },
  {
    name: 'heads side by side: two sequences of three, two heads of four',
    plan: {
      ...{ rows: 3, columns: 3, depth: 4, outer: 2, inner: 2, alpha: 0.5 },
      a: { outer: 72, inner: 4, row: 24, column: 1 },
      b: { start: 8, outer: 72, inner: 4, row: 1, column: 24 },
      c: { outer: 18, inner: 9, row: 3, column: 1 },
    },
  },
];

/** How many numbers an operand needs. */
function extent(
  { start = 0, outer = 0, inner = 0, row, column }: Placed,
  plan: ProductPlan,
  m: number,
  n: number,
): number {
  const { outer: stacks = 1, inner: layers = 1 } = plan;
  return start + (stacks - 1) * outer + (layers - 1) * inner + (m - 1) * row + (n - 1) * column + 1;
}

/** The products in float64. */
function exact(plan: ProductPlan, a: Float32Array, b: Float32Array, bias: Float32Array | undefined): Float64Array {
  const { rows, columns, depth, outer = 1, inner = 1, alpha = 1 } = plan;
  const result = new Float64Array(extent(plan.c, plan, rows, columns));
  const at = (
    { start = 0, outer: o = 0, inner: i = 0, row, column }: Placed,
    s: number,
    t: number,
    m: number,
    n: number,
  ) => start + s * o + t * i + m * row + n * column;
  for (let s = 0; s < outer; s++)
    for (let t = 0; t < inner; t++)
      for (let m = 0; m < rows; m++)
        for (let n = 0; n < columns; n++) {
          let sum = 0;
          for (let k = 0; k < depth; k++) sum += a[at(plan.a, s, t, m, k)] * b[at(plan.b, s, t, k, n)];
          result[at(plan.c, s, t, m, n)] = alpha * sum + (bias?.[n] ?? 0);
        }
  return result;
}

await onWebgpu('products of matrices in tiles', ({ tf, read }) => {
  describe('products in tiles', () => {
    it.each(CASES)('$name', async ({ plan, bias: withBias }) => {
      const { rows, columns, depth } = plan;
      const [a, b] = [numbers(extent(plan.a, plan, rows, depth), 1), numbers(extent(plan.b, plan, depth, columns), 2)];
      const bias = withBias === true ? numbers(columns, 3) : undefined;
      const right = exact(plan, a, b, bias);
      const tensors = [a, b, ...(bias === undefined ? [] : [bias])].map((values) => tf.tensor1d(values));
      const [ta, tb, tbias] = tensors;
      const c = tiledProduct(tf, [ta, tb], plan, [right.length], tbias === undefined ? {} : { bias: tbias });
      expect(relativeError(await read(c), right)).toBeLessThan(3e-6);
      tf.dispose([...tensors, c]);
    });

    it('fill a part of a tensor, and leave the rest', async () => {
      const plan = { ...plain(2, 3, 2), c: { start: 1, row: 4, column: 1 } };
      const [a, b] = [tf.tensor1d([1, 2, 3, 4, 5, 6]), tf.tensor1d([1, 0, 0, 1, 1, 1])];
      const c = tf.tidy(() => tf.mul(tf.ones([8]), -1));
      tiledProductInto(tf, [a, b], plan, c);
      expect([...(await read(c))]).toEqual([-1, 4, 5, -1, -1, 10, 11, -1]);
      tf.dispose([a, b, c]);
    });

    it('leave no tensor behind', () => {
      const [a, b] = [tf.ones([8 * 2048]), tf.ones([2048 * 12])];
      const before = tf.memory().numTensors;
      tiledProduct(tf, [a, b], plain(8, 2048, 12), [8, 12]).dispose();
      expect(tf.memory().numTensors).toBe(before);
      tf.dispose([a, b]);
    });
  });
});
