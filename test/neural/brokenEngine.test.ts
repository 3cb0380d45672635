import { beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { tabularSpec } from '../../src/neural/network/tabular.js';
import type { Device } from '../../src/neural/tf.js';
import { Trainer } from '../../src/neural/train/trainer.js';
import { allHistories, branching } from './support/smallEnvironments.js';
import { PLAIN_BACKENDS, testDevice } from './support/testDevice.js';

/** Calls of one function that are left before it throws; undefined: it never does. */
interface Fuse {
  left: number | undefined;
}

function burn(fuse: Fuse): void {
  if (fuse.left === undefined) return;
  if (fuse.left === 0) throw new Error('the engine is lost');
  fuse.left--;
}

/** A device whose function `name` fails when the fuse has burnt down. */
function fragile({ tf, read }: Device, name: 'read' | 'stack' | 'sqrt' | 'concat1d', fuse: Fuse): Device {
  if (name === 'read') {
    const broken: Device['read'] = async (tensor) => {
      burn(fuse);
      return read(tensor);
    };
    return { tf, read: broken };
  }
  const original = tf[name] as (...args: unknown[]) => unknown;
  const broken = (...args: unknown[]): unknown => {
    burn(fuse);
    return original(...args);
  };
  return { tf: { ...tf, [name]: broken }, read };
}

describe.each(PLAIN_BACKENDS)('an engine %s that fails within an iteration', (backend) => {
  let device: Device;
  beforeAll(async () => void (device = await testDevice(backend)));

  it.each([
    ['seeupo-safe', 'read'],
    ['seeupo-safe', 'stack'],
    ['ppo', 'read'],
    ['ppo', 'stack'],
    ['ppo', 'sqrt'],
    ['ppo', 'concat1d'],
  ] as const)('leaves no tensor behind: %s at each "%s"', async (preset, name) => {
    const fuse: Fuse = { left: undefined };
    const trainer = new Trainer(fragile(device, name, fuse), {
      environment: branching,
      network: tabularSpec(allHistories(branching)),
      algorithm: { ...PRESETS[preset], epochs: 2, miniBatches: 2 },
      optimizer: { kind: 'adam', learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
      batchContexts: 2,
      groupSize: 4,
      seed: 3,
    });
    const held = device.tf.memory().numTensors;
    let failures = 0;
    for (let calls = 0; ; calls++) {
      fuse.left = calls;
      const error = await trainer.iterate().then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(device.tf.memory().numTensors).toBe(held);
      if (error === undefined) break;
      expect(error).toMatchObject({ message: 'the engine is lost' });
      failures++;
    }
    // The iteration that went through at last needed as many calls.
    expect(failures).toBeGreaterThan(1);
    fuse.left = undefined;
    trainer.dispose();
  });
});
