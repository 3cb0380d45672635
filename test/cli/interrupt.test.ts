import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { readCheckpoint } from '../../src/neural/checkpoint/checkpointFile.js';
import { runRecordSpec } from '../../src/neural/compare/runRecord.js';
import { comparisonSpec } from '../../src/report/compareSpec.js';
import { interrupted } from './support/interrupted.js';
import { Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

const TRAIN = 'train --environment delayed-credit-bandit --network tabular --engine cpu';
const isTraining = (stderr: string): boolean => stderr.includes('\n2/');

describe('Ctrl-C', { timeout: 120_000 }, () => {
  it('ends a training run with a checkpoint that goes on as if nothing had happened', async () => {
    const whole = await place.run(`seeupo ${TRAIN} --iterations 8 --out whole`);
    expect(whole.code).toBe(0);
    const { stdout, stderr, code } = await interrupted(place, `${TRAIN} --iterations 5000 --out cut`, isTraining);
    const { iterations } = readCheckpoint(place.path('cut')).budget;
    expect(code).toBe(3);
    expect(iterations).toBeGreaterThanOrEqual(2);
    expect(stdout).toContain(`Stopped: ${iterations} iterations`);
    expect(stderr).toContain('Stopping after this iteration');
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(
      `Stopped by an interruption: ${iterations} of 5000 iterations are done; to go on: seeupo train --resume --out cut`,
    );
    const total = Math.max(8, iterations);
    expect((await place.run(`seeupo train --resume --out cut --engine cpu --iterations ${total}`)).code).toBe(0);
    if (iterations > 8) await place.run(`seeupo train --resume --out whole --engine cpu --iterations ${total}`);
    const tensors = (name: string): unknown => readCheckpoint(place.path(name)).tensors;
    expect(tensors('cut')).toEqual(tensors('whole'));
    expect(readdirSync(place.directory).filter((name) => name.includes('cut'))).toEqual(['cut']);
  });

  it('twice ends a training run at once, and leaves nothing half-written', async () => {
    // Iterations of seconds: long enough to be interrupted twice.
    const config = { version: 1, environment: 'delayed-credit-bandit', network: { kind: 'mlp' }, batchContexts: 12 };
    await place.run(`echo '${JSON.stringify(config)}' > large.json`);
    const { stdout, stderr, signal } = await interrupted(
      place,
      'train large.json --engine cpu --out large',
      (told) => told.includes('\n1/'),
      (told) => told.includes('Stopping'),
    );
    expect({ stdout, signal }).toEqual({ stdout: '', signal: 'SIGINT' });
    expect(stderr).toMatch(/Stopping after this iteration.*\n$/);
    expect(readdirSync(place.directory).filter((name) => name.startsWith('large'))).toEqual(['large.json']);
  });

  it('ends a comparison with whole runs only, and a report of them', async () => {
    const runs = (): string[] => {
      try {
        return readdirSync(place.path('compared/runs'));
      } catch {
        return [];
      }
    };
    const { stdout, stderr, code } = await interrupted(
      place,
      'compare delayed-credit-bandit --algorithms rloo --seeds 400 --iterations 2 --network tabular --workers 2 --report compared',
      () => runs().length > 0,
    );
    expect(code).toBe(3);
    expect(stderr).toMatch(/^Stopped by an interruption: \d+ of 400 runs are done; to go on: seeupo compare --resume/);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toContain('Report: compared/compare.html');
    expect(runs().length).toBeGreaterThan(0);
    for (const name of runs()) {
      const record = runRecordSpec.parse(JSON.parse(readFileSync(place.path(`compared/runs/${name}`), 'utf8')));
      expect(record.points).toHaveLength(3);
    }
    const comparison = comparisonSpec.parse(JSON.parse(readFileSync(place.path('compared/compare.json'), 'utf8')));
    expect(comparison).toMatchObject({ complete: false });
    expect(comparison.runs).toHaveLength(runs().length);
  });
});
