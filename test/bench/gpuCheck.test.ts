import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GpuCheck, gpuCheckSpec } from '../../bench/gpu/resultSpec.js';
import { ROOT } from '../../tools/sourceTree.js';
import { webgpuHere } from '../neural/engine/support/webgpuHere.js';

const here = await webgpuHere();
const isSoftware = !('missing' in here) && here.adapter === 'SwiftShader';

if (!isSoftware) {
  console.warn(`\nNOT CHECKED here: the packed check of a GPU; it needs SwiftShader\n`);
  describe('the packed check of a GPU, without SwiftShader', () => {
    it('has a launcher', () => expect(existsSync(join(ROOT, 'bench/gpu/run.sh'))).toBe(true));
  });
} else {
  describe('the packed check of a GPU', () => {
    const place = mkdtempSync(join(tmpdir(), 'seeupo-gpu-check-'));
    const archive = join(place, 'check.tar.gz');
    let said = '';
    let check: GpuCheck;

    beforeAll(() => {
      const pack = spawnSync('npm', ['run', '--silent', 'gpu:pack', '--', '--output', archive], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      expect(pack.stderr).not.toContain('Error');
      said = pack.stdout;
      expect(spawnSync('tar', ['-xzf', archive, '-C', place]).status).toBe(0);
      // As on a bare machine: without this project, its modules and its Node.
      const result = join(place, 'result.json');
      const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', HOME: place };
      const words = [result, '--small', '--only', 'adapter,precision,bridge,steady,steps,profile'];
      const run = spawnSync(join(place, 'gpu-check/run.sh'), words, { cwd: place, env, encoding: 'utf8' });
      expect({ code: run.status, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
      check = gpuCheckSpec.parse(JSON.parse(readFileSync(result, 'utf8')));
    }, 1_800_000);
    afterAll(() => rmSync(place, { recursive: true, force: true }));

    it('is small enough, and says how large it is', () => {
      expect(statSync(archive).size).toBeLessThan(50e6);
      expect(said).toMatch(/check\.tar\.gz: \d+\.\d MB, unpacked \d+\.\d MB\n$/);
    });

    it('does every section that it is asked for', () => {
      const outcomes = Object.entries(check.sections).map(([name, { outcome, cause }]) => [name, outcome, cause]);
      expect(outcomes.filter(([, outcome]) => outcome !== 'done')).toEqual([]);
      expect(outcomes.map(([name]) => name)).toContain('profile of 4');
      expect(check).toMatchObject({ form: 'small', engine: 'webgpu:SwiftShader' });
    });

    it('tells what it found', () => {
      const told = (name: string) => check.sections[name].told;
      expect(told('adapter')).toMatchObject({ engine: { software: true }, knownAnswer: { leaked: 0 } });
      expect(told('precision')).toMatchObject({ k3: { error: expect.closeTo(0, 5) as number } });
      expect(told('bridge, shared table')).toMatchObject({
        checked: { iterations: 2 },
        'beyond the bounds': { claim: [] },
      });
      expect(told('steady')).toMatchObject({ parameters: { same: true } });
      const { 'after 10 steps': early, 'at the end': late } = told('steady')['memory'] as Record<string, unknown>;
      expect(late).toEqual(early);
      const { 'second step': second, milliseconds } = told('steps of 4') as Record<string, Record<string, number>>;
      // A step starts the programs that are told, and the profile sees the same ones.
      expect(told('profile of 4')['programs']).toBe(second['programs']);
      expect(milliseconds['host']).toBeLessThanOrEqual(milliseconds['step']);
    });
  });
}
