import { expect, it } from 'vitest';
import type { Engine } from '../../../../src/neural/engine/engine.js';
import { fault, gradientCheck } from '../../../../src/neural/engine/gradientCheck.js';
import { embedding, matMul2d, oneHot } from '../../../../src/neural/engine/safeOps.js';

/** What every engine must do, as tests; `engine` is asked for when they run. */
export function itKeepsTheContract(engine: () => Engine): void {
  it('has the known gradient, within what float32 can do', async () => {
    const check = await gradientCheck(engine());
    expect(check.error).toBeLessThan(1e-6);
    expect(check.gradientNorm).toBeGreaterThan(0.1);
    expect(fault(check)).toBeUndefined();
  });

  it('keeps the number of live tensors', async () => {
    const { tf } = engine();
    const before = tf.memory().numTensors;
    for (let k = 0; k < 3; k++) await gradientCheck(engine());
    expect(tf.memory().numTensors).toBe(before);
  });

  it('computes the same from run to run', async () => {
    expect(await gradientCheck(engine())).toEqual(await gradientCheck(engine()));
  });

  it('reads floats, integers and truth values', async () => {
    const { tf, read } = engine();
    const tensors = [tf.tensor([0.5, -1]), tf.tensor([3, 4], [2], 'int32'), tf.tensor([true, false], [2], 'bool')];
    expect((await Promise.all(tensors.map(read))).map((values) => [...values])).toEqual([
      [0.5, -1],
      [3, 4],
      [1, 0],
    ]);
    tf.dispose(tensors);
  });

  it('looks rows up, and adds the gradients of a row that is looked up twice', async () => {
    const { tf, read } = engine();
    const table = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
    const indices = tf.tensor1d([2, 0, 2], 'int32');
    const weights = tf.tensor2d([1, 10, 100, 1000, 2, 20], [3, 2]);
    const rows = embedding(tf, table, indices);
    const gradient = tf.grad((t) => tf.sum(tf.mul(embedding(tf, t as typeof table, indices), weights)))(table);
    expect([...(await read(rows))]).toEqual([5, 6, 1, 2, 5, 6]);
    expect([...(await read(gradient))]).toEqual([100, 1000, 0, 0, 3, 30]);
    tf.dispose([table, indices, weights, rows, gradient]);
  });

  it('multiplies matrices, and has both gradients', async () => {
    const { tf, read } = engine();
    const a = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const b = tf.tensor2d([1, 0, 2, 1, 0, 3], [3, 2]);
    const product = matMul2d(tf, a, b);
    const [da, db] = tf.grads((x, y) => tf.sum(matMul2d(tf, x as typeof a, y as typeof b)))([a, b]);
    expect([...(await read(product))]).toEqual([5, 11, 14, 23]);
    expect([...(await read(da))]).toEqual([1, 3, 3, 1, 3, 3]);
    expect([...(await read(db))]).toEqual([5, 5, 7, 7, 9, 9]);
    tf.dispose([a, b, product, da, db]);
  });

  it('makes one-hot rows of floats', async () => {
    const { tf, read } = engine();
    const indices = tf.tensor1d([2, 0], 'int32');
    const rows = oneHot(tf, indices, 3);
    expect(rows.dtype).toBe('float32');
    expect([...(await read(rows))]).toEqual([0, 0, 1, 1, 0, 0]);
    tf.dispose([indices, rows]);
  });
}
