import { describe, expect, it, vi } from 'vitest';
import { probe } from '../../../src/neural/engine/probe.js';
import { EngineTree, installed, isInstalled } from './support/engineTree.js';
import { webgpuHere } from './support/webgpuHere.js';

const BACKEND = '@tensorflow/tfjs-backend-webgpu';
const NO_DRIVER = { VK_ICD_FILENAMES: '/nowhere/no_driver.json', VK_DRIVER_FILES: '/nowhere/no_driver.json' };

vi.setConfig({ testTimeout: 120_000 });

async function inTree<T>(tree: EngineTree, use: (tree: EngineTree) => Promise<T>): Promise<T> {
  try {
    return await use(tree);
  } finally {
    tree.remove();
  }
}

describe('webgpu says what is wrong', () => {
  it('without the backend', async () => {
    expect(await inTree(new EngineTree(), (tree) => tree.open('webgpu'))).toEqual({
      works: false,
      cause: `the package ${BACKEND} is not installed`,
      cure: `npm install webgpu ${BACKEND}@4.22`,
    });
  });

  it('when the driver takes the process with it', async () => {
    const answer = await inTree(new EngineTree(), async (tree) => {
      tree.writePackage(BACKEND, '');
      tree.writePackage('webgpu', 'require("fs").writeSync(2, "device lost"); process.abort();');
      return tree.probe({ name: 'webgpu' });
    });
    expect(answer).toMatchObject({
      works: false,
      cause: expect.stringMatching(/^a process that tried it was ended by SIG(ABRT|SEGV|TRAP): /) as string,
    });
  });

  it('when the binary does not load', async () => {
    const answer = await inTree(new EngineTree(), async (tree) => {
      tree.writePackage(BACKEND, '');
      tree.writePackage('webgpu', 'process.dlopen({ exports: {} }, __filename);');
      return tree.open('webgpu');
    });
    expect(answer).toMatchObject({
      works: false,
      cause: expect.stringContaining('the package webgpu does not load: ') as string,
      cure: expect.stringContaining('glibc 2.34') as string,
    });
  });
});

// Both packages are optional: npm leaves them out where they do not install.
if (!isInstalled(BACKEND) || !isInstalled('webgpu')) {
  console.warn('\nNOT CHECKED here: webgpu with its packages, which are not installed\n');
} else {
  describe('webgpu with its packages says what is wrong', () => {
    it('without the package webgpu', async () => {
      const tree = new EngineTree({ [BACKEND]: installed(BACKEND) });
      expect(await inTree(tree, () => tree.open('webgpu'))).toMatchObject({
        works: false,
        cause: 'the package webgpu is not installed',
      });
    });

    it('without a driver, in the words of Dawn', async () => {
      const tree = new EngineTree({ [BACKEND]: installed(BACKEND), webgpu: installed('webgpu') });
      const answer = await inTree(tree, () => tree.probe({ name: 'webgpu' }, NO_DRIVER));
      // Only on Linux does Dawn need Vulkan.
      if (process.platform !== 'linux') expect(answer).toHaveProperty('works');
      else
        expect(answer).toMatchObject({
          works: false,
          cause: expect.stringMatching(/^Dawn finds no GPU: ./) as string,
          cure: expect.stringMatching(/libvulkan1.*libegl1.*VK_DRIVER_FILES=/) as string,
        });
    });

    it('when the backend is loaded before navigator is there: it is not registered at all', async () => {
      const tree = new EngineTree({ [BACKEND]: installed(BACKEND) });
      const script = `
        const { loadTfjs } = await load('tfjs');
        const tf = await loadTfjs();
        (await load('packages')).load('${BACKEND}');
        report(tf.findBackendFactory('webgpu') === null);`;
      expect(await inTree(tree, () => tree.run(script))).toBe(true);
    });
  });
}

const here = await webgpuHere();
if (!('missing' in here) && here.adapter === 'SwiftShader') {
  describe('webgpu on SwiftShader alone', () => {
    it('is refused unless it is asked for by name', async () => {
      expect(await probe({ name: 'webgpu' })).toMatchObject({
        works: false,
        cause: expect.stringMatching(/^only a software adapter is here: .*SwiftShader/) as string,
        cure: expect.stringContaining('webgpu:SwiftShader') as string,
      });
    });

    it('lists the adapters that are there when none has the name', async () => {
      expect(await probe({ name: 'webgpu', adapter: 'No such card' })).toMatchObject({
        works: false,
        cause: `no adapter's name holds "No such card"`,
        cure: expect.stringContaining('SwiftShader Device') as string,
      });
    });
  });
}
