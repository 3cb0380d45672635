import { expect, it } from 'vitest';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { webgpuHere } from './support/webgpuHere.js';

const here = await webgpuHere();
if ('missing' in here) {
  console.warn(`\nNOT CHECKED here: a webgpu device that fails. ${here.missing}\n`);
  it('without an adapter webgpu is an error with its cause', async () => {
    await expect(openEngine('webgpu')).rejects.toThrow('engine webgpu: ');
  });
} else {
  const choice = here.adapter === undefined ? {} : { adapter: here.adapter };
  const { engine } = await openEngine({ name: 'webgpu', ...choice });

  it('a tensor beyond the limits of the webgpu device is an error when it is read, and no zeros', async () => {
    const { tf, read } = engine;
    const { device } = tf.backend() as unknown as { readonly device: { readonly limits: { maxBufferSize: number } } };
    const small = tf.ones([4]);
    expect([...(await read(small))]).toEqual([1, 1, 1, 1]);
    const huge = tf.tidy(() => tf.slice(tf.ones([device.limits.maxBufferSize / 4 + 1]), [0], [4]));
    await expect(read(huge)).rejects.toThrow(/^engine webgpu: the device fails: .*; use smaller batches/);
    tf.dispose([small, huge]);
  });
}
