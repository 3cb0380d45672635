import { expect, it } from 'vitest';
import type { Engine } from '../../../src/neural/engine/engine.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { webgpuHere } from '../engine/support/webgpuHere.js';

/** Registers tests that need the webgpu engine; where there is no adapter, says so and registers another test. */
export async function onWebgpu(what: string, tests: (engine: Engine) => void): Promise<void> {
  const here = await webgpuHere();
  if ('missing' in here) {
    console.warn(`\nNOT CHECKED here: ${what}. ${here.missing}; or install Debian's chromium-common\n`);
    it('without an adapter webgpu is an error with its cause', async () => {
      await expect(openEngine('webgpu')).rejects.toThrow('engine webgpu: ');
    });
    return;
  }
  const { engine } = await openEngine(
    here.adapter === undefined ? 'webgpu' : { name: 'webgpu', adapter: here.adapter },
  );
  tests(engine);
}

/** Numbers of both signs without a pattern, in ±1. */
export function numbers(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, n) => Math.sin(seed + 1.7 * n + 0.01 * n * n));
}
