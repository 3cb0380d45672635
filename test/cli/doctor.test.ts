import { afterAll, describe, expect, it } from 'vitest';
import { enginePiece } from '../../src/cli/doctorEngines.js';
import { Place } from './support/seeupo.js';

interface Doctor {
  readonly kind: string;
  readonly pieces: readonly { readonly name: string }[];
  readonly engines: readonly {
    readonly engine: string;
    readonly works: boolean;
    readonly cause?: string;
    readonly cure?: string;
    readonly check?: { readonly error: number; readonly gradientNorm: number };
  }[];
}

const place = new Place();
afterAll(() => place.remove());

describe('doctor', () => {
  it('tries every engine, and says of each that it works or why not', { timeout: 240_000 }, async () => {
    const { stdout, stderr, code } = await place.run('seeupo doctor --json');
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const { kind, pieces, engines } = JSON.parse(stdout) as Doctor;
    expect(kind).toBe('seeupo-doctor');
    expect(pieces.map(({ name }) => name)).toEqual(['Node', 'seeupo', 'Coq', 'Proof record', 'Solver']);
    expect(engines.map(({ engine }) => engine)).toEqual(['tensorflow', 'webgpu', 'wasm', 'cpu']);
    for (const { engine, works, cause, cure, check } of engines) {
      if (engine === 'wasm' || engine === 'cpu') expect(works).toBe(true);
      if (works) {
        expect(check?.error).toBeLessThan(1e-6);
        expect(check?.gradientNorm).toBeGreaterThan(0.1);
      } else expect([cause, cure]).not.toContain('');
    }
  });
});

describe('the line of an engine', () => {
  const cause = 'no driver';
  const cure = 'install it';

  it('gives cause and cure; only what comes with the program is wanting', () => {
    expect(enginePiece({ engine: 'webgpu', works: false, cause, cure })).toEqual({
      name: 'Engine webgpu',
      state: 'optional',
      found: 'does not work: no driver',
      advice: 'install it',
    });
    expect(enginePiece({ engine: 'wasm', works: false, cause, cure }).state).toBe('wanting');
  });

  it('gives versions, device and the error of the gradient', () => {
    const info = { name: 'wasm', versions: { core: '4' }, device: 'D', gpu: false, software: false } as const;
    const check = { loss: 1, gradientNorm: 2, error: 2.5e-7, leaked: 0 };
    expect(enginePiece({ engine: 'wasm', works: true, info, check })).toEqual({
      name: 'Engine wasm',
      state: 'ok',
      found: 'works (core 4) on D; no GPU; gradient error 2.5e-7',
    });
  });
});
