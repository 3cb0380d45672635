import { describe, expect, it } from 'vitest';
import { engineChoiceText, parseEngineChoice } from '../../../src/neural/engine/engineChoice.js';
import { engineLine, rejectionLine } from '../../../src/neural/engine/engineLine.js';

describe('the choice of an engine', () => {
  it.each(['auto', 'tensorflow', 'webgpu', 'wasm', 'cpu', 'webgpu:NVIDIA', 'webgpu:Intel(R): A'])('%s', (text) => {
    expect(engineChoiceText(parseEngineChoice(text))).toBe(text);
  });

  it.each(['', 'gpu', 'CPU', 'cpu:x', 'auto:x', 'webgpu:', 'webgpu: '])('"%s" is refused', (text) => {
    expect(() => parseEngineChoice(text)).toThrow('use auto, tensorflow, webgpu, wasm, cpu, or webgpu:ADAPTER');
  });
});

describe('the line about', () => {
  const info = { name: 'webgpu', versions: { a: '1', b: '2' }, device: 'D', gpu: true, software: false } as const;

  it('an engine names versions, device, and whether a GPU computes', () => {
    expect(engineLine(info)).toBe('webgpu (a 1, b 2) on D; GPU');
    expect(engineLine({ ...info, gpu: false })).toBe('webgpu (a 1, b 2) on D; no GPU');
    expect(engineLine({ ...info, gpu: false, software: true })).toContain('no GPU: a software adapter');
  });

  it('a rejection names cause and cure', () => {
    expect(rejectionLine({ engine: 'webgpu', cause: 'no driver', cure: 'install it' })).toBe(
      'not webgpu: no driver; install it',
    );
  });
});
