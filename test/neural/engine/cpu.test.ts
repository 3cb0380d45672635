import { describe, expect, it, vi } from 'vitest';
import { engineInfoSpec } from '../../../src/neural/engine/engine.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { useBackend } from '../../../src/neural/engine/tfjs.js';
import { itKeepsTheContract } from './support/checkedEngine.js';

const { engine, rejections } = await openEngine('cpu');

describe('the cpu engine', () => {
  itKeepsTheContract(() => engine);

  it('says what it is, as artefacts record it', () => {
    expect(engineInfoSpec.parse(JSON.parse(JSON.stringify(engine.info)))).toEqual(engine.info);
    expect(engine.info).toMatchObject({ name: 'cpu', gpu: false, software: false });
    expect(engine.info.versions['tfjs-core']).toMatch(/^4\./);
    expect(engine.tf.getBackend()).toBe('cpu');
    expect(rejections).toEqual([]);
  });

  it('is the one engine of its process', async () => {
    expect((await openEngine({ name: 'cpu' })).engine).toBe(engine);
    await expect(openEngine('wasm')).rejects.toThrow('this process has the engine cpu open');
  });

  it('leaves the flags of TensorFlow.js as they are', () => {
    expect(engine.tf.env().getBool('PROD')).toBe(false);
  });
});

describe('useBackend', () => {
  it('throws when TensorFlow.js answers false, and goes on naming the backend that failed', async () => {
    const { tf } = engine;
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    tf.registerBackend('broken', () => Promise.reject(new Error('no such device')));
    expect(await tf.setBackend('broken')).toBe(false);
    expect(tf.getBackend()).toBe('broken');
    await expect(useBackend(tf, 'broken')).rejects.toThrow('could not start its backend "broken"');
    expect(warn.mock.calls.flat()).toContain('Initialization of backend broken failed');
    warn.mockRestore();
    tf.removeBackend('broken');
    await useBackend(tf, 'cpu');
  });
});
