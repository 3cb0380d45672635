import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../../src/neural/engine/engine.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { itKeepsTheContract } from './support/checkedEngine.js';
import { webgpuHere } from './support/webgpuHere.js';

const here = await webgpuHere();

if ('missing' in here) {
  console.warn(`\nNOT CHECKED here: computing on webgpu. ${here.missing}; or install Debian's chromium-common\n`);
  describe('webgpu without an adapter', () => {
    it('is an error with its cause', async () => {
      await expect(openEngine('webgpu')).rejects.toThrow('engine webgpu: ');
    });
  });
} else {
  const choice = here.adapter === undefined ? {} : { adapter: here.adapter };
  const { engine } = await openEngine({ name: 'webgpu', ...choice });
  describe('the webgpu engine', () => {
    itKeepsTheContract(() => engine);
    itIsWebgpu(engine, here.adapter === 'SwiftShader');
  });
}

function itIsWebgpu(engine: Engine, isSoftware: boolean): void {
  const { tf, read, info } = engine;

  it('says what it is', () => {
    expect(info).toMatchObject({ name: 'webgpu', gpu: !isSoftware, software: isSoftware });
    expect(Object.keys(info.versions)).toEqual(['tfjs-core', 'tfjs-backend-webgpu', 'webgpu']);
    expect(info.device).toMatch(isSoftware ? /SwiftShader/ : /./);
    expect(tf.getBackend()).toBe('webgpu');
  });

  it('computes small tensors itself, so that they cannot be read at once', async () => {
    const sum = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])));
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    expect(() => sum.dataSync()).toThrow();
    warn.mockRestore();
    expect([...(await read(sum))]).toEqual([4, 6]);
    sum.dispose();
  });

  it('would leave them to plain JavaScript with the flag that it switches off', () => {
    tf.env().set('WEBGPU_CPU_FORWARD', true);
    const sum = tf.tidy(() => tf.add(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])));
    tf.env().set('WEBGPU_CPU_FORWARD', false);
    expect([...sum.dataSync()]).toEqual([4, 6]);
    sum.dispose();
  });
}
