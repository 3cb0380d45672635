import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { matMul2d } from '../../../src/neural/engine/safeOps.js';
import { itKeepsTheContract } from './support/checkedEngine.js';
import { EngineTree, installed } from './support/engineTree.js';

const { engine } = await openEngine('wasm');
const { tf, read } = engine;

describe('the wasm engine', () => {
  itKeepsTheContract(() => engine);

  it('says what it is', () => {
    expect(engine.info).toMatchObject({ name: 'wasm', gpu: false, device: 'WebAssembly with SIMD, one thread' });
    expect(tf.getBackend()).toBe('wasm');
  });
});

/** If one of these fails after an upgrade, a trap is gone, and its work-around in safeOps.ts may go. */
describe('the traps of wasm are still there:', () => {
  it('oneHot of floats is silently wrong', async () => {
    const indices = tf.tensor1d([2, 0], 'int32');
    const rows = tf.oneHot(indices, 3, 1, 0, 'float32');
    expect([...(await read(rows))]).not.toEqual([0, 0, 1, 1, 0, 0]);
    tf.dispose([indices, rows]);
  });

  it('the gradient of gather throws', () => {
    const table = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const indices = tf.tensor1d([1, 1], 'int32');
    expect(() => tf.grad((t) => tf.sum(tf.gather(t, indices)))(table)).toThrow('UnsortedSegmentSum');
    tf.dispose([table, indices]);
  });

  it('the gradient of matMul passes transpose flags, where matMul2d transposes first', async () => {
    const a = tf.ones([4, 4]).as2D(4, 4);
    const transposes = async (multiply: (x: typeof a) => ReturnType<typeof tf.tensor2d>) => {
      const profile = await tf.profile(() => tf.grad((x) => tf.sum(multiply(x as typeof a)))(a));
      tf.dispose(profile.result);
      return profile.kernelNames.filter((name) => name === 'Transpose').length;
    };
    expect(await transposes((x) => tf.matMul(x, x))).toBe(0);
    expect(await transposes((x) => matMul2d(tf, x, x))).toBeGreaterThan(0);
    a.dispose();
  });
});

describe('a wasm engine without its .wasm files', () => {
  it('is an error that says so, and never another engine', { timeout: 120_000 }, async () => {
    const name = '@tensorflow/tfjs-backend-wasm';
    const tree = new EngineTree();
    try {
      const copy = tree.packagePath(name);
      rmSync(copy);
      cpSync(installed(name), copy, { recursive: true });
      const files = readdirSync(join(copy, 'dist')).filter((file) => file.endsWith('.wasm'));
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) rmSync(join(copy, 'dist', file));
      expect(await tree.open('wasm')).toMatchObject({
        works: false,
        cause: expect.stringContaining('@tensorflow/tfjs-backend-wasm does not start') as string,
      });
    } finally {
      tree.remove();
    }
  });
});
