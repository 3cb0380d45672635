import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { gpuName } from '../../../src/neural/engine/gpuName.js';
import { fromLog } from '../../../src/neural/engine/probeLog.js';
import { troubleOf } from '../../../src/neural/engine/tensorflow.js';
import { BindingWithoutScripts } from './support/bindingWithoutScripts.js';
import { EngineTree, installed, isInstalled } from './support/engineTree.js';

const BINDING = '@tensorflow/tfjs-node-gpu';
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let binding: BindingWithoutScripts;
beforeAll(() => void (binding = new BindingWithoutScripts()));
afterAll(() => binding.remove());

async function opened(packages: Record<string, string>, before = ''): Promise<unknown> {
  const tree = new EngineTree(packages);
  try {
    if (before === '') return await tree.open('tensorflow');
    return await tree.run(before);
  } finally {
    tree.remove();
  }
}

/** Puts a file where the binding's native part belongs, as long as `use` runs. */
async function withNativePart<T>(content: Buffer, use: () => Promise<T>): Promise<T> {
  const folder = join(binding.folder, 'lib', 'napi-v8');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tfjs_binding.node'), content);
  try {
    return await use();
  } finally {
    rmSync(join(binding.folder, 'lib'), { recursive: true });
  }
}

describe('tensorflow says what is wrong', () => {
  it('without the package', async () => {
    expect(await opened({})).toMatchObject({
      works: false,
      cause: `the package ${BINDING} is not installed (npm leaves it out when its installer fails)`,
      cure: expect.stringContaining(`npm install ${BINDING}@4.22`) as string,
    });
  });

  it('without the native part of the package', async () => {
    expect(await opened({ [BINDING]: binding.folder })).toMatchObject({
      works: false,
      cause: `${BINDING} has no native part: its installer did not run, or could not download TensorFlow`,
      cure: expect.stringContaining(`npm rebuild ${BINDING}`) as string,
    });
  });

  it('with a native part that is no library', async () => {
    const answer = await withNativePart(Buffer.from('nothing'), () => opened({ [BINDING]: binding.folder }));
    expect(answer).toMatchObject({
      works: false,
      cause: expect.stringContaining(`${BINDING} does not load: `) as string,
    });
  });

  it('after giving back to Node what TensorFlow.js still calls', async () => {
    const script = `
      const { createRequire } = await import('node:module');
      const util = createRequire(import.meta.url)('node:util');
      delete util.isNullOrUndefined; delete util.isArray;
      await (await load('tensorflow')).openTensorflow().catch(() => undefined);
      report([util.isNullOrUndefined(null), util.isNullOrUndefined(0), util.isArray([]), util.isArray({})]);`;
    expect(await opened({ [BINDING]: binding.folder }, script)).toEqual([true, false, true, false]);
  });
});

describe('the environment that TensorFlow reads when it loads', () => {
  const names = ['NVIDIA_TF32_OVERRIDE', 'TF_FORCE_GPU_ALLOW_GROWTH', 'TF_CPP_MIN_LOG_LEVEL'];
  /** The variables as a package in the binding's place sees them. */
  const seen = async (env: Readonly<Record<string, string>>): Promise<unknown> => {
    const tree = new EngineTree();
    try {
      tree.writePackage(BINDING, `global.seen = ${JSON.stringify(names)}.map((name) => process.env[name] ?? null);`);
      const script = `
        await (await load('tensorflow')).openTensorflow().catch(() => undefined);
        report(globalThis['seen']);`;
      return await tree.run(script, env);
    } finally {
      tree.remove();
    }
  };

  it('has no TF32, which would make every product wrong, and not all of the memory', async () => {
    expect(await seen({})).toEqual(['0', 'true', '1']);
  });

  it('is as the user wants it where the user has set it', async () => {
    const own = { NVIDIA_TF32_OVERRIDE: '1', TF_FORCE_GPU_ALLOW_GROWTH: 'false', TF_CPP_MIN_LOG_LEVEL: '3' };
    expect(await seen(own)).toEqual(['1', 'false', '3']);
  });
});

// A real library that needs another one is at hand only where Dawn's is: its dependency is renamed.
if (process.platform === 'linux' && process.arch === 'x64' && isInstalled('webgpu')) {
  describe('tensorflow with a native part that was built', () => {
    it.each([
      ['libtensorflow.so.2', `npm rebuild ${BINDING}`],
      ['libcudart.so.12', 'LD_LIBRARY_PATH'],
    ])('says that %s is missing', async (library, cure) => {
      const dawn = readFileSync(join(installed('webgpu'), 'dist/linux-x64/dawn.node'));
      const needed = Buffer.from('\0ld-linux-x86-64.so.2\0');
      const at = dawn.indexOf(needed);
      expect(at).toBeGreaterThan(0);
      Buffer.from(`\0${library.padEnd(needed.length - 2, '\0')}\0`).copy(dawn, at);
      const answer = await withNativePart(dawn, () => opened({ [BINDING]: binding.folder }));
      expect(answer).toMatchObject({
        works: false,
        cause: `the library ${library} is missing`,
        cure: expect.stringContaining(cure) as string,
      });
    });
  });
} else console.warn('\nNOT CHECKED here: a native part whose library is missing\n');

describe('what TensorFlow says', () => {
  it('is read from the error of the loader', () => {
    const message = 'libtensorflow_cc.so.2: cannot open shared object file: No such file or directory';
    expect(troubleOf(new Error(message)).cause).toBe('the library libtensorflow_cc.so.2 is missing');
    expect(troubleOf('odd').cause).toContain('does not load: odd');
  });

  it('about CUDA becomes the reason for using no GPU', () => {
    const info = { name: 'tensorflow', versions: {}, device: 'CPU', gpu: false, software: false } as const;
    const answer = { works: true, info, check: { loss: 1, gradientNorm: 1, error: 0, leaked: 0 } } as const;
    const log = 'greeting\nW0000 00:00:17 gpu_device.cc:2433] Cannot dlopen some GPU libraries.\nmore\n';
    expect(fromLog('tensorflow', answer, log)).toMatchObject({
      info: { device: 'CPU: Cannot dlopen some GPU libraries' },
    });
    expect(fromLog('tensorflow', answer, 'greeting')).toEqual(answer);
  });
});

describe('the name of a GPU', () => {
  const place = mkdtempSync(join(tmpdir(), 'seeupo-smi-'));
  const path = process.env['PATH'];
  afterAll(() => {
    process.env['PATH'] = path;
    rmSync(place, { recursive: true });
  });

  it('is the one that nvidia-smi gives', () => {
    process.env['PATH'] = place;
    expect(gpuName()).toContain('without a name');
    writeFileSync(join(place, 'nvidia-smi'), '#!/bin/sh\necho "NVIDIA Card, 570.1"\necho "Other, 570.1"\n');
    chmodSync(join(place, 'nvidia-smi'), 0o755);
    expect(gpuName()).toBe('NVIDIA Card, 570.1; Other, 570.1');
  });
});
