import { describe, expect, it } from 'vitest';
import { openEngine } from '../../src/neural/engine/openEngine.js';
import { webgpuHere } from '../neural/engine/support/webgpuHere.js';
import { itMeetsTheOracle } from './support/crossChecks.js';

const here = await webgpuHere();

if ('missing' in here) {
  console.warn(`\nNOT CHECKED here: claim F1 on webgpu. ${here.missing}; or install Debian's chromium-common\n`);
  describe('webgpu without an adapter', () => {
    it('is an error with its cause', async () => {
      await expect(openEngine('webgpu')).rejects.toThrow('engine webgpu: ');
    });
  });
} else {
  const choice = here.adapter === undefined ? {} : { adapter: here.adapter };
  const { engine } = await openEngine({ name: 'webgpu', ...choice });
  describe('the engine webgpu', { timeout: 240_000 }, () => itMeetsTheOracle(() => engine, engine.info.software));
}
