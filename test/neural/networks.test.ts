import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../../src/neural/tf.js';
import { likelihood64, likelihoodOn, SMALL_NETWORKS } from './support/networkLikelihood.js';
import { PLAIN_BACKENDS, relativeError, testDevice } from './support/testDevice.js';

describe.each(PLAIN_BACKENDS)('on the engine %s', (backend) => {
  let device: Device;
  let tensors = 0;
  beforeAll(async () => {
    device = await testDevice(backend);
    tensors = device.tf.memory().numTensors;
  });
  afterAll(() => expect(device.tf.memory().numTensors).toBe(tensors));

  it.each(SMALL_NETWORKS)('the $kind network and its gradient agree with float64', async (spec) => {
    const expected = likelihood64(spec);
    const { value, gradient } = await likelihoodOn(device, spec);
    expect(Math.abs(value - expected.value)).toBeLessThan(1e-5 * Math.abs(expected.value));
    expect(relativeError(gradient, expected.gradient)).toBeLessThan(2e-6);
    // The comparison can fail: one entry of the gradient off by a part in ten thousand.
    const off = gradient.map((x, i) => (i === 3 ? x + 1e-4 * Math.max(...gradient.map(Math.abs)) : x));
    expect(relativeError(off, expected.gradient)).toBeGreaterThan(2e-6);
  });
});
