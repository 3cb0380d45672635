import { describe, expect, it, vi } from 'vitest';
import { likelihood64, likelihoodOn, SMALL_NETWORKS } from '../support/networkLikelihood.js';
import { relativeError } from '../support/testDevice.js';
import { onWebgpu } from './support.js';

// A software adapter compiles each shader in a second.
vi.setConfig({ testTimeout: 240_000 });

await onWebgpu('networks on webgpu', (engine) => {
  describe('on the engine webgpu', () => {
    it.each(SMALL_NETWORKS)('the $kind network and its gradient agree with float64', async (spec) => {
      const before = engine.tf.memory().numTensors;
      const expected = likelihood64(spec);
      const { value, gradient } = await likelihoodOn(engine, spec);
      expect(Math.abs(value - expected.value)).toBeLessThan(1e-5 * Math.abs(expected.value));
      // A real card's functions may be ten times looser than those of the other engines.
      expect(relativeError(gradient, expected.gradient)).toBeLessThan(1e-5);
      expect(engine.tf.memory().numTensors).toBe(before);
    });
  });
});
