import { describe, expect, it } from 'vitest';
import { preferredEngine } from '../../../src/neural/engine/autoEngine.js';
import type { EngineName } from '../../../src/neural/engine/engine.js';
import { rejectionLine } from '../../../src/neural/engine/engineLine.js';
import { openEngine } from '../../../src/neural/engine/openEngine.js';
import type { ProbeAnswer } from '../../../src/neural/engine/probeMessage.js';

type State = 'gpu' | 'no gpu' | 'broken';

function answer(name: EngineName, state: State): ProbeAnswer {
  if (state === 'broken') return { works: false, cause: `${name} is broken`, cure: `mend ${name}` };
  const info = { name, versions: {}, device: 'D', gpu: state === 'gpu', software: false };
  return { works: true, info, check: { loss: 1, gradientNorm: 1, error: 0, leaked: 0 } };
}

async function preferred(tensorflow: State, webgpu: State, wasm: State = 'no gpu', cpu: State = 'no gpu') {
  const states = { tensorflow, webgpu, wasm, cpu };
  const asked: EngineName[] = [];
  const { name, rejections } = await preferredEngine((engine) => {
    asked.push(engine);
    return Promise.resolve(answer(engine, states[engine]));
  });
  return { name, rejected: rejections.map(({ engine }) => engine), rejections, asked };
}

describe('auto', () => {
  it('takes TensorFlow on a GPU before all, and asks no other', async () => {
    expect(await preferred('gpu', 'gpu')).toMatchObject({ name: 'tensorflow', rejected: [], asked: ['tensorflow'] });
  });

  it('then webgpu on a GPU, and says that TensorFlow has none', async () => {
    const { name, rejections } = await preferred('no gpu', 'gpu');
    expect(name).toBe('webgpu');
    const cause = 'it is the first choice only on a GPU, and it finds none (D)';
    expect(rejections).toMatchObject([{ engine: 'tensorflow', cause }]);
  });

  it('then TensorFlow on the CPU; what was said of it before does not contradict that', async () => {
    const { name, rejected, rejections } = await preferred('no gpu', 'broken');
    expect({ name, rejected }).toEqual({ name: 'tensorflow', rejected: ['tensorflow', 'webgpu'] });
    expect(rejectionLine(rejections[0])).toMatch(/^not tensorflow: it is the first choice only on a GPU, .*CUDA/);
  });

  it('then wasm, then cpu, with cause and cure of each that failed', async () => {
    expect(await preferred('broken', 'broken')).toMatchObject({ name: 'wasm', rejected: ['tensorflow', 'webgpu'] });
    expect((await preferred('broken', 'broken', 'broken')).rejections).toEqual(
      ['tensorflow', 'webgpu', 'wasm'].map((engine) => ({
        engine,
        cause: `${engine} is broken`,
        cure: `mend ${engine}`,
      })),
    );
  });

  it('never takes webgpu without a GPU', async () => {
    expect(await preferred('broken', 'no gpu')).toMatchObject({ name: 'wasm', rejected: ['tensorflow', 'webgpu'] });
  });

  it('is an error when even cpu fails', async () => {
    await expect(preferred('broken', 'broken', 'broken', 'broken')).rejects.toThrow('engine cpu: cpu is broken');
  });

  it('is not hindered by an engine that failed before it', { timeout: 120_000 }, async () => {
    const opening = openEngine({ name: 'webgpu', adapter: 'No such card' });
    await expect(opening).rejects.toMatchObject({ name: 'EngineError', engine: 'webgpu' });
  });

  it('opens an engine here, and names the ones before it', { timeout: 120_000 }, async () => {
    const { engine, rejections } = await openEngine('auto');
    const passedOver = new Set(rejections.map((rejection) => rejection.engine));
    if (engine.name === 'wasm') expect([...passedOver]).toEqual(['tensorflow', 'webgpu']);
    else expect(engine.info.gpu || engine.name === 'tensorflow').toBe(true);
    expect(rejections.every(({ cause, cure }) => cause !== '' && cure !== '')).toBe(true);
    const sum = engine.tf.tidy(() => engine.tf.sum(engine.tf.tensor1d([1, 2, 4])));
    expect([...(await engine.read(sum))]).toEqual([7]);
    engine.close();
  });
});
