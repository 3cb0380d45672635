import { describe, expect, it } from 'vitest';
import { readUnlessFaulty, type WatchedDevice } from '../../../src/neural/engine/deviceFaults.js';
import { testDevice } from '../support/testDevice.js';

type Listener = Parameters<WatchedDevice['addEventListener']>[1];

describe('reading from a device that fails', () => {
  it('works until the first error, and never again', async () => {
    const listeners: Listener[] = [];
    let prevented = 0;
    const fail = (message: string): void =>
      listeners.forEach((listener) => listener({ error: { message }, preventDefault: () => prevented++ }));
    const device: WatchedDevice = { addEventListener: (_, listener) => void listeners.push(listener) };
    const read = readUnlessFaulty(device, () => Promise.resolve(Float32Array.of(1)));
    const { tf } = await testDevice('cpu');
    const tensor = tf.scalar(1);
    expect([...(await read(tensor))]).toEqual([1]);
    fail('out of memory.\nmore');
    fail('another');
    await expect(read(tensor)).rejects.toMatchObject({ engine: 'webgpu', cause: 'the device fails: out of memory' });
    expect(prevented).toBe(2);
  });
});
