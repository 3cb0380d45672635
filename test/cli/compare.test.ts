import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { runRecordSpec } from '../../src/neural/compare/runRecord.js';
import { comparisonSpec } from '../../src/report/compareSpec.js';
import { publishedSchema } from './support/publishedSchema.js';
import { Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

/** Two algorithms, two seeds, two iterations of a table: a second of work. */
const SMALL = 'seeupo compare delayed-credit-bandit --algorithms seeupo,ppo --seeds 2 --iterations 2 --network tabular';

const read = (name: string): string => readFileSync(place.path(name), 'utf8');

describe('seeupo compare', { timeout: 120_000 }, () => {
  it('writes every run, the comparison and the page, and prints the table', async () => {
    const { stdout, stderr, code } = await place.run(`${SMALL} --report whole --workers 2`);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(readdirSync(place.path('whole')).sort()).toEqual(['compare.html', 'compare.json', 'runs', 'settings.json']);
    expect(readdirSync(place.path('whole/runs')).sort()).toEqual([
      'ppo-1.json',
      'ppo-2.json',
      'seeupo-1.json',
      'seeupo-2.json',
    ]);
    const comparison = comparisonSpec.parse(JSON.parse(read('whole/compare.json')));
    expect(comparison).toMatchObject({ complete: true, optimum: '13/15', seeds: [1, 2] });
    const [seeupo, ppo] = comparison.algorithms;
    // Three turns of four steps each; four of all turns at once, and as many of the critic.
    expect([seeupo.samples, seeupo.steps, ppo.samples, ppo.steps]).toEqual([128, 24, 128, 16]);
    expect(seeupo.curve).toHaveLength(3);
    expect(stdout).toMatch(/^J\*\s+13\/15/m);
    expect(stdout).toMatch(/^seeupo\s.*\n^ppo\s/m);
    const record = runRecordSpec.parse(JSON.parse(read('whole/runs/seeupo-2.json')));
    expect(record.points.map(({ share }) => share)).toEqual(comparison.runs[1].shares);
    expect(record.points[2].share).not.toBe(record.points[0].share);
    const refused = [
      ['comparison', 'compare.json'],
      ['compare-settings', 'settings.json'],
      ...readdirSync(place.path('whole/runs')).map((file) => ['compare-run', `runs/${file}`]),
    ].filter(([schema, file]) => !publishedSchema(schema)(JSON.parse(read(`whole/${file}`))));
    expect(refused).toEqual([]);
  });

  it('goes on after an interruption, with the same bytes in the end', async () => {
    const stop = `${SMALL} --iterations 8 --workers 1 --report cut & pid=$!
      until ls cut/runs/*.json >ended 2>&1; do sleep 0.05; done; kill -TERM $pid; wait $pid`;
    const stopped = await place.run(stop);
    expect(stopped.code).toBe(3);
    expect(stopped.stderr).toMatch(
      /^Stopped by an interruption: [123] of 4 runs are done; to go on: seeupo compare --resume cut\n$/,
    );
    expect(comparisonSpec.parse(JSON.parse(read('cut/compare.json'))).complete).toBe(false);
    expect(read('cut/compare.html')).toContain('This comparison is partial');
    const before = readdirSync(place.path('cut/runs'));
    const marked = read(`cut/runs/${before[0]}`);
    expect((await place.run('seeupo compare --resume cut --workers 2')).code).toBe(0);
    expect(read(`cut/runs/${before[0]}`)).toBe(marked);
    await place.run(`${SMALL} --iterations 8 --workers 2 --report straight`);
    expect(read('cut/compare.json')).toBe(read('straight/compare.json'));
    expect(read('cut/compare.html')).toBe(read('straight/compare.html'));
  });

  it('prints only JSON with --json, and writes nothing', async () => {
    const { stdout, stderr, code } = await place.run(
      'seeupo compare delayed-credit-bandit --algorithms rloo --seeds 1 --samples 65 --contexts 4 --group 8 --network tabular --json',
    );
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const comparison = comparisonSpec.parse(JSON.parse(stdout));
    expect(comparison).toMatchObject({ iterations: 3, groupSize: 8, algorithms: [{ samples: 96 }] });
    expect(existsSync(place.path('seeupo-compare'))).toBe(false);
  });

  it('notes which learning rates were not tuned, unless one was chosen', async () => {
    const own = 'seeupo compare delayed-credit-bandit --seeds 1 --iterations 1 --network tabular --json';
    const noted = async (options: string): Promise<string> => {
      const { stderr, code } = await place.run(`${own} ${options}`);
      expect(code).toBe(0);
      return stderr;
    };
    expect(await noted('--algorithms seeupo,ppo')).toBe('');
    expect(await noted('--algorithms seeupo,released,seeupo-safe')).toBe(
      'Not tuned for delayed-credit-bandit are the learning rates released 0.003, seeupo-safe 0.003: another one may serve an algorithm better (see docs/training.md; --learning-rate sets that of all)\n',
    );
    expect(await noted('--algorithms released --learning-rate 0.01')).toBe('');
    expect(await noted('--algorithms seeupo --size arms=3')).toMatch(/^Not tuned for .* \(arms 3\) are .* seeupo 0\.0/);
  });

  it('plays an environment of chosen sizes, and says so', async () => {
    const command = 'seeupo compare combination-lock --size wheels=2,positions=2 --algorithms rloo --seeds 1';
    const { stdout, code } = await place.run(`${command} --iterations 1 --network tabular --json`);
    expect(code).toBe(0);
    expect(comparisonSpec.parse(JSON.parse(stdout)).environment).toBe('combination-lock (wheels 2, positions 2)');
    // The uniform policy opens two wheels of two positions in one of four episodes.
    expect(comparisonSpec.parse(JSON.parse(stdout)).runs[0].shares[0]).toBeCloseTo(0.25, 1);
  });

  it.each([
    ['seeupo compare', 'name an environment, or a comparison with --resume'],
    ['seeupo compare combination-loc', 'there is no environment "combination-loc" (did you mean "combination-lock"?)'],
    ['seeupo compare constructor', 'there is no environment "constructor"; the environments are'],
    ['seeupo compare combination-lock --size weels=3', 'unknown key "weels" (did you mean "wheels"?)'],
    [
      'seeupo compare combination-lock --size wheels=8,positions=10',
      'choose smaller sizes with --size, or use "seeupo train" for each algorithm and "seeupo evaluate --samples 10000"',
    ],
    ['seeupo compare --resume nothing --size wheels=3', 'leave out --size'],
    ['seeupo compare flaky-tool --algorithms seepo', 'there is no algorithm "seepo" (did you mean "seeupo"?)'],
    ['seeupo compare flaky-tool --network gro', '--network: there is no network "gro" (did you mean "gru"?)'],
    ['seeupo compare flaky-tool --engine wash', '--engine: unknown engine "wash"'],
    ['seeupo compare flaky-tool --learning-rate -1', 'Write a number greater than 0, such as 0.003'],
    ['seeupo compare flaky-tool --iterations 3 --samples 9', '--iterations cannot be used with --samples'],
    ['seeupo compare --resume nothing', '--resume: nothing holds no comparison'],
    ['seeupo compare --resume nothing --seeds 3', '--resume takes all settings from its directory; leave out --seeds'],
    ['seeupo compare flaky-tool --resume nothing', 'leave out flaky-tool'],
  ])('%s: one line, exit code 2', async (command, message) => {
    const { stdout, stderr, code } = await place.run(command);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says where its settings are damaged, and what to do', async () => {
    await place.run(`${SMALL} --report damaged`);
    const whole = read('damaged/settings.json');
    const resumedWith = async (text: string): Promise<string> => {
      writeFileSync(place.path('damaged/settings.json'), text);
      const { stdout, stderr, code } = await place.run('seeupo compare --resume damaged');
      expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      return stderr;
    };
    expect(await resumedWith(whole.replace('"iterations"', '"iteration"'))).toMatch(
      /settings\.json:\d+:3: unknown key "iteration" \(did you mean "iterations"\?\); .* start the comparison again/,
    );
    expect(await resumedWith(whole.replace('"seeupo"', '"seepo"'))).toContain('not "seepo" (did you mean "seeupo"?)');
    expect(await resumedWith(whole.slice(0, 100))).toMatch(/settings\.json:\d+:\d+: /);
  });

  it('takes no directory twice, and no run of other settings', async () => {
    await place.run(`${SMALL} --report mixed`);
    expect((await place.run(`${SMALL} --report mixed`)).stderr).toContain('mixed holds a comparison already');
    rmSync(place.path('mixed/runs/ppo-1.json'));
    writeFileSync(place.path('mixed/runs/ppo-1.json'), read('mixed/runs/ppo-2.json'));
    const other = await place.run('seeupo compare --resume mixed');
    expect(other).toMatchObject({ code: 2, stdout: '' });
    expect(other.stderr).toContain('mixed/runs/ppo-1.json was made by other settings');
    writeFileSync(place.path('mixed/runs/ppo-1.json'), '{"version": 1');
    expect((await place.run('seeupo compare --resume mixed')).stderr).toContain(
      'ppo-1.json:1:14: a closing brace } is missing here; remove the file to make that run again',
    );
    writeFileSync(place.path('mixed/runs/ppo-1.json'), '{"version": 2}');
    expect((await place.run('seeupo compare --resume mixed')).stderr).toMatch(
      /ppo-1\.json:1:2: "version" must be 1, not 2; remove the file/,
    );
  });
});
