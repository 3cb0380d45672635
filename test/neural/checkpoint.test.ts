import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { checkpointOf, stateOf } from '../../src/neural/checkpoint/checkpoint.js';
import { readCheckpoint, writeCheckpoint } from '../../src/neural/checkpoint/checkpointFile.js';
import { decodeSafetensors, encodeSafetensors } from '../../src/neural/checkpoint/safetensors.js';
import type { EngineInfo } from '../../src/neural/engine/engine.js';
import { NeuralError } from '../../src/neural/neuralError.js';
import { Trainer } from '../../src/neural/train/trainer.js';
import type { TrainerOptions } from '../../src/neural/train/trainerOptions.js';
import { branching } from './support/smallEnvironments.js';
import { testDevice } from './support/testDevice.js';

const ENGINE: EngineInfo = { name: 'cpu', versions: { core: '1' }, device: 'test', gpu: false, software: false };
const options: TrainerOptions = {
  environment: branching,
  network: { kind: 'gru', embedding: 3, hidden: 4 },
  algorithm: PRESETS.ppo,
  optimizer: { kind: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
  batchContexts: 1,
  groupSize: 2,
  seed: 2,
};

describe('the safetensors format', () => {
  const file = {
    metadata: { note: 'π' },
    tensors: new Map([
      ['a', { shape: [2, 3], values: Float32Array.of(1, -2.5, 1e-40, NaN, Infinity, -0) }],
      ['empty', { shape: [0], values: new Float32Array() }],
      ['b', { shape: [], values: Float32Array.of(7) }],
    ]),
  };

  it('keeps names, shapes, texts and every bit', () => {
    const back = decodeSafetensors(encodeSafetensors(file), 'x');
    expect(back).toEqual(file);
    expect([...back.tensors.keys()]).toEqual(['a', 'empty', 'b']);
  });

  it('has the stated layout: length, header, then tensors without gaps at a multiple of 8', () => {
    const bytes = Buffer.from(encodeSafetensors(file));
    const length = Number(bytes.readBigUInt64LE(0));
    expect(length % 8).toBe(0);
    const header = JSON.parse(bytes.subarray(8, 8 + length).toString('utf8')) as Record<string, unknown>;
    expect(header['a']).toEqual({ dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] });
    expect(header['b']).toEqual({ dtype: 'F32', shape: [], data_offsets: [24, 28] });
    expect(bytes.readFloatLE(8 + length + 4)).toBe(-2.5);
    expect(bytes.length).toBe(8 + length + 28);
  });

  const whole = encodeSafetensors(file);
  const patched = (from: string, to: string): Uint8Array =>
    Buffer.from(Buffer.from(whole).toString('latin1').replace(from, to), 'latin1');

  it.each([
    ['too few', whole.subarray(0, 5)],
    ['its header should have', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 0)],
    ['"b" does not fit', whole.subarray(0, whole.length - 1)],
    ['no JSON object', patched('{', '[')],
    ['type F64', patched('F32', 'F64')],
    ['"a" does not fit', patched('[2,3]', '[2,4]')],
    ['"a" is malformed', patched('shape', 'shade')],
  ])('is checked on reading: %s', (message, bytes) => {
    expect(() => decodeSafetensors(bytes, 'run.safetensors')).toThrow(message);
    expect(() => decodeSafetensors(bytes, 'run.safetensors')).toThrow(/^run\.safetensors: /);
  });
});

describe('checkpoint files', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'seeupo-checkpoint-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('hold every parameter by name, the optimizers, the budget and the engine', async () => {
    const device = await testDevice('cpu');
    const trainer = new Trainer(device, options);
    await trainer.iterate();
    const path = join(folder, 'run.safetensors');
    writeCheckpoint(path, await checkpointOf(trainer, { any: ['thing'] }, ENGINE));
    const back = readCheckpoint(path);
    expect(back.config).toEqual({ any: ['thing'] });
    expect(back.engine).toEqual(ENGINE);
    expect(back.budget).toEqual(trainer.state.budget);
    expect(back.steps).toEqual({ policy: 4, critic: 4 });
    expect(back.tensors.get('policy/head.weight')?.shape).toEqual([4, 5]);
    expect(back.tensors.get('critic.second/head.weight')?.shape).toEqual([4, 1]);
    expect(back.tensors.size).toBe(2 * 3 * 7);
    expect(readdirSync(folder)).toEqual(['run.safetensors']);
    trainer.dispose();
  });

  it('of another network are refused, with the parameter that differs', async () => {
    const device = await testDevice('cpu');
    const path = join(folder, 'run.safetensors');
    const load = (network: TrainerOptions['network']): Trainer =>
      new Trainer(device, { ...options, network }, (own) => stateOf(readCheckpoint(path), own, path));
    load(options.network).dispose();
    expect(() => load({ kind: 'gru', embedding: 3, hidden: 5 })).toThrow(
      /belongs to another network: "policy\/input\.weight" has the shape \[3, 12\], and this gru network needs \[3, 15\]/,
    );
    expect(() => load({ kind: 'mlp', window: 2, embedding: 3, hidden: [] })).toThrow('belongs to another network');
  });

  it('that are missing, foreign or unwritable are errors that name the file', () => {
    const foreign = join(folder, 'foreign.safetensors');
    writeFileSync(foreign, encodeSafetensors({ metadata: {}, tensors: new Map() }));
    expect(() => readCheckpoint(foreign)).toThrow('no seeupo checkpoint');
    expect(() => readCheckpoint(join(folder, 'none'))).toThrow(/cannot be read: there is no such file/);
    expect(() => readCheckpoint(folder)).toThrow(/cannot be read: it is a directory; name a file/);
    const empty = {
      config: {},
      engine: ENGINE,
      budget: {} as never,
      steps: { policy: 0, critic: 0 },
      tensors: new Map(),
    };
    expect(() => writeCheckpoint(join(folder, 'no', 'where'), empty)).toThrow(NeuralError);
    rmSync(foreign);
    expect(readdirSync(folder)).toEqual(['run.safetensors']);
  });
});
