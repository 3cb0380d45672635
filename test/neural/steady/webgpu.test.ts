import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import { webgpuHere } from '../engine/support/webgpuHere.js';
import { itTrainsSteadily } from './support/itTrainsSteadily.js';

const here = await webgpuHere();

if ('missing' in here) {
  console.warn(`\nNOT CHECKED here: training on webgpu. ${here.missing}; or install Debian's chromium-common\n`);
  describe('training on webgpu without an adapter', () => {
    it('is an error with its cause', async () => {
      await expect(openEngine('webgpu')).rejects.toThrow('engine webgpu: ');
    });
  });
} else {
  const { engine } = await openEngine(
    here.adapter === undefined ? 'webgpu' : { name: 'webgpu', adapter: here.adapter },
  );
  describe('training on webgpu', () => itTrainsSteadily(() => engine));
}
