import { beforeAll, describe, expect, it } from 'vitest';
import { parts } from '../../src/neural/engine/safeOps.js';
import { columnSums } from '../../src/neural/ops/columnSums.js';
import { product } from '../../src/neural/ops/product.js';
import type { Device, Tensor3D } from '../../src/neural/tf.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

/** Whole numbers, so that every engine has the same product. */
const numbers = (count: number, by: number): number[] => Array.from({ length: count }, (_, i) => ((i * by) % 7) - 3);

/** (a·b)[row][column] of matrices given by their entries. */
function naive(rows: number, inner: number, columns: number, a: (i: number, k: number) => number, b: typeof a) {
  return Array.from({ length: rows * columns }, (_, at) =>
    Array.from({ length: inner }, (_, k) => a(Math.floor(at / columns), k) * b(k, at % columns)).reduce(
      (x, y) => x + y,
    ),
  );
}

describe.each(PLAIN_BACKENDS)('on the engine %s', (backend) => {
  let device: Device;
  beforeAll(async () => {
    device = await testDevice(backend);
  });

  // The larger ones are beyond the size from which wasm multiplies the matrices of a stack one by one.
  describe.each([
    [2, 3, 4],
    [32, 17, 40],
  ])('matrices %i × %i × %i', (rows, inner, columns) => {
    it.each([
      [false, false],
      [false, true],
      [true, false],
      [true, true],
    ])('are multiplied, transposed first or not (%s, %s), alone and in stacks', async (ta, tb) => {
      const { tf, read } = device;
      const before = tf.memory().numTensors;
      const count = 3;
      const [a, b] = [numbers(count * rows * inner, 3), numbers(count * inner * columns, 5)];
      const shapeOf = (isSwapped: boolean, n: number, m: number): [number, number] => (isSwapped ? [m, n] : [n, m]);
      const entry =
        (all: number[], isSwapped: boolean, n: number, m: number, at: number) =>
        (i: number, j: number): number =>
          all[at * n * m + (isSwapped ? j * n + i : i * m + j)];
      const expected = (at: number): number[] =>
        naive(rows, inner, columns, entry(a, ta, rows, inner, at), entry(b, tb, inner, columns, at));
      const left: Tensor3D = tf.tensor3d(a, [count, ...shapeOf(ta, rows, inner)]);
      const right: Tensor3D = tf.tensor3d(b, [count, ...shapeOf(tb, inner, columns)]);
      const a2 = tf.tensor2d(a.slice(0, rows * inner), shapeOf(ta, rows, inner));
      const b2 = tf.tensor2d(b.slice(0, inner * columns), shapeOf(tb, inner, columns));
      const [stack, one] = [product(tf, left, right, { a: ta, b: tb }), product(tf, a2, b2, { a: ta, b: tb })];
      expect(stack.shape).toEqual([count, rows, columns]);
      expect([...(await read(stack))]).toEqual([0, 1, 2].flatMap(expected));
      expect([...(await read(one))]).toEqual(expected(0));
      tf.dispose([left, right, a2, b2, stack, one]);
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  it('a tensor is cut into parts of any shapes, and nothing else stays', async () => {
    const { tf, read } = device;
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6, 7, 8], [2, 4]);
    const before = tf.memory().numTensors;
    const cut = parts(tf, x, [[2, 2], [1], [3, 1]]);
    expect(cut.map(({ shape }) => shape)).toEqual([[2, 2], [1], [3, 1]]);
    expect(await Promise.all(cut.map(async (part) => [...(await read(part))]))).toEqual([[1, 2, 3, 4], [5], [6, 7, 8]]);
    expect(tf.memory().numTensors).toBe(before + 3);
    tf.dispose([x, ...cut]);
  });

  it('the rows of a matrix are added', async () => {
    const { tf, read } = device;
    const x = tf.tensor2d([1, 2, 3, 10, 20, 30], [2, 3]);
    const sums = columnSums(tf, x);
    expect(sums.shape).toEqual([3]);
    expect([...(await read(sums))]).toEqual([11, 22, 33]);
    tf.dispose([x, sums]);
  });
});
