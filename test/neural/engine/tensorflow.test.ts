import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { itKeepsTheContract } from './support/checkedEngine.js';
import { tensorflowHere } from './support/tensorflowHere.js';

const answer = await tensorflowHere();

if (answer.works) {
  const { engine } = await openEngine('tensorflow');
  describe('the tensorflow engine', () => {
    itKeepsTheContract(() => engine);

    it('says what it is, and whether a GPU computes', () => {
      expect(engine.info).toMatchObject({ name: 'tensorflow', software: false });
      expect(Object.keys(engine.info.versions)).toEqual(['tfjs-core', 'tfjs-node-gpu', 'libtensorflow']);
      const { isUsingGpuDevice } = engine.tf.backend() as unknown as { isUsingGpuDevice: boolean };
      expect(engine.info.gpu).toBe(isUsingGpuDevice);
      if (!engine.info.gpu) expect(engine.info.device).toMatch(/^CPU/);
    });
  });
} else {
  console.warn(`\nNOT CHECKED here: computing on tensorflow. ${answer.cause}; ${answer.cure}\n`);
  describe('tensorflow where it does not load', () => {
    it('is an error with the cause that the probe found, and no other engine', async () => {
      await expect(openEngine('tensorflow')).rejects.toMatchObject({
        engine: 'tensorflow',
        cause: answer.cause,
        cure: answer.cure,
      });
    });
  });
}
