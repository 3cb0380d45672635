import { beforeAll, describe, expect, it } from 'vitest';
import { compareRun } from '../../src/cli/compareRun.js';
import { environmentByName } from '../../src/environments/registry.js';
import { unroll } from '../../src/environments/unroll.js';
import { type CompareTask, compareSettingsSpec, tasksOf } from '../../src/neural/compare/compareSettings.js';
import { runRecordSpec } from '../../src/neural/compare/runRecord.js';
import { openCpu } from '../../src/neural/engine/cpu.js';
import type { Engine } from '../../src/neural/engine/engine.js';

function task(name: 'seeupo' | 'rloo', learningRate: number, seed = 1): CompareTask {
  const settings = compareSettingsSpec.parse({
    version: 1,
    kind: 'seeupo-comparison-settings',
    environment: 'delayed-credit-bandit',
    network: 'mlp',
    algorithms: [{ name, learningRate }],
    seeds: [seed],
    iterations: 2,
    batchContexts: 2,
    groupSize: 4,
    engine: 'cpu',
  });
  return tasksOf(settings)[0];
}

describe('one run of a comparison', () => {
  const unrolled = unroll(environmentByName('delayed-credit-bandit'));
  let engine: Engine;
  beforeAll(async () => void (engine = await openCpu()));

  it('is judged at the start and after every iteration, and leaves no tensor behind', async () => {
    const before = engine.tf.memory().numTensors;
    let told = 0;
    const record = await compareRun(engine, unrolled, task('seeupo', 0.01), () => told++);
    expect(runRecordSpec.parse(record)).toEqual(record);
    expect(record.points.map(({ budget }) => budget.trajectories)).toEqual([0, 8, 16]);
    expect(record).toMatchObject({ algorithm: 'seeupo', optimum: '13/15', engine: { name: 'cpu' } });
    expect(record).not.toHaveProperty('diverged');
    expect(told).toBe(2);
    expect(engine.tf.memory().numTensors).toBe(before);
  });

  it('is the same for the same task, and another for another seed', async () => {
    const first = await compareRun(engine, unrolled, task('rloo', 0.01));
    expect(await compareRun(engine, unrolled, task('rloo', 0.01))).toEqual(first);
    expect((await compareRun(engine, unrolled, task('rloo', 0.01, 2))).points).not.toEqual(first.points);
  });

  it('ends where numbers overflow, with the last sound policy, and says why', async () => {
    const before = engine.tf.memory().numTensors;
    const record = await compareRun(engine, unrolled, task('seeupo', 1e38));
    expect(record.diverged).toMatch(/finite/);
    expect(record.points.length).toBeLessThan(3);
    expect(engine.tf.memory().numTensors).toBe(before);
  });
});
