import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/neural/algorithm/presets.js';
import { encodeCheckpoint } from '../../src/neural/checkpoint/checkpoint.js';
import { readCheckpoint } from '../../src/neural/checkpoint/checkpointFile.js';
import { runTraining } from '../../src/neural/config/run.js';
import {
  algorithmOf,
  type TrainConfig,
  trainConfigSpec,
  trainerOptionsOf,
} from '../../src/neural/config/trainConfig.js';
import { type Engine } from '../../src/neural/engine/engine.js';
import { testDevice } from './support/testDevice.js';

const written = (parts: object): TrainConfig =>
  trainConfigSpec.parse({ version: 1, environment: 'combination-lock', ...parts });

describe('a training configuration', () => {
  it('has defaults for all but the environment', () => {
    expect(written({})).toMatchObject({
      algorithm: 'seeupo',
      network: { kind: 'tabular' },
      optimizer: { kind: 'adam', learningRate: 0.01, beta1: 0.9 },
      groupSize: 8,
    });
  });

  it('names a preset, or a preset with parts replaced', () => {
    expect(algorithmOf(written({ algorithm: 'gspo' }).algorithm)).toEqual(PRESETS.gspo);
    const changed = written({ algorithm: { preset: 'seeupo', epochs: 2, turns: 'forward' } });
    expect(algorithmOf(changed.algorithm)).toEqual({ ...PRESETS.seeupo, epochs: 2, turns: 'forward' });
  });

  it('leaves out the parts of a preset that are null', () => {
    const bare = algorithmOf(written({ algorithm: { preset: 'released', kl: null, safeguard: null } }).algorithm);
    expect(bare).toEqual(Object.fromEntries(Object.entries(PRESETS.released).filter(([part]) => part !== 'kl')));
    const unsafe = algorithmOf(written({ algorithm: { preset: 'seeupo-safe', safeguard: null } }).algorithm);
    expect(unsafe).toEqual(PRESETS.seeupo);
    expect(algorithmOf(written({ algorithm: { preset: 'released' } }).algorithm)).toEqual(PRESETS.released);
    expect(() => written({ algorithm: { preset: 'released', turns: null } })).toThrow();
  });

  it.each(['tabular', 'mlp', 'gru', 'transformer'])('makes a %s network that fits the environment', (kind) => {
    const options = trainerOptionsOf(written({ network: { kind } }));
    expect(options.network.kind).toBe(kind);
    if (options.network.kind === 'tabular') expect(options.network.keys.length).toBeGreaterThan(10);
  });

  it('of an unknown environment or size is refused', () => {
    expect(() => trainerOptionsOf(written({ environment: 'combination-lok' }))).toThrow(
      'did you mean "combination-lock"?',
    );
    expect(() => trainerOptionsOf(written({ sizes: { weels: 3 } }))).toThrow('unknown key "weels"');
  });
});

describe('a run', () => {
  let folder: string;
  let engine: Engine;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'seeupo-run-'));
    const info = { name: 'wasm', versions: {}, device: 'test', gpu: false, software: false } as const;
    engine = { ...(await testDevice('wasm')), name: 'wasm', info, close: () => undefined };
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const small = { batchContexts: 2, groupSize: 4, iterations: 4, network: { kind: 'mlp', hidden: [8] } };

  it('that was stopped and goes on ends with the same file, byte for byte', async () => {
    const config = written(small);
    const [whole, parted] = [join(folder, 'whole'), join(folder, 'parted')];
    (await runTraining(engine, config, whole, undefined)).dispose();
    let count = 0;
    (await runTraining(engine, config, parted, undefined, { isStopped: () => ++count > 2 })).dispose();
    const early = readCheckpoint(parted);
    expect(early.budget.iterations).toBe(2);
    (await runTraining(engine, config, parted, early)).dispose();
    const bytes = (path: string): Buffer => Buffer.from(encodeCheckpoint(readCheckpoint(path)));
    expect(bytes(parted).equals(bytes(whole))).toBe(true);
    expect(bytes(whole).equals(Buffer.from(encodeCheckpoint(early)))).toBe(false);
    await expect(runTraining(engine, { ...config, groupSize: 5 }, parted, early)).rejects.toThrow(
      /was trained with "groupSize" 4, not 5/,
    );
  });

  it('sees what happens outside between two iterations, such as Ctrl-C', async () => {
    const config = written({ ...small, iterations: 50 });
    let isStopped = false;
    setTimeout(() => (isStopped = true), 0);
    const trainer = await runTraining(engine, config, join(folder, 'stopped'), undefined, {
      isStopped: () => isStopped,
    });
    expect(trainer.state.budget.iterations).toBeLessThan(50);
    expect(readCheckpoint(join(folder, 'stopped')).budget).toEqual(trainer.state.budget);
    trainer.dispose();
  });

  it('keeps the last good checkpoint when a loss is not finite', async () => {
    const path = join(folder, 'bad');
    const config = written({
      ...small,
      algorithm: 'reinforce',
      optimizer: { kind: 'sgd', learningRate: 1e30 },
      environment: 'mastermind',
    });
    await expect(runTraining(engine, config, path, undefined)).rejects.toThrow(/iteration are kept/);
    const kept = readCheckpoint(path);
    expect([...kept.tensors.values()].every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });
});
