import { spawn } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type AtlasJson, atlasSpec } from '../../src/atlas/atlasFile.js';
import { MAIN, Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

const file = (name: string): string => readFileSync(place.path(name), 'utf8');
const atlas = (name: string): AtlasJson => atlasSpec.parse(JSON.parse(file(name)));

const FEW = '--rows "clip-turn forward" --columns monotone,one-sweep --runs 10';

describe('seeupo atlas', { timeout: 300_000 }, () => {
  it('has the same bytes for the same seed, whatever the workers, and writes a page and a file', async () => {
    expect(await place.run(`seeupo atlas ${FEW} --workers 1 --report one >one.txt`)).toMatchObject({
      code: 3,
      stderr: '',
    });
    expect(await place.run(`seeupo atlas ${FEW} --workers 2 --report two >two.txt`)).toMatchObject({
      code: 3,
      stderr: '',
    });
    expect(file('two/atlas.json')).toBe(file('one/atlas.json'));
    expect(file('two/atlas.html')).toBe(file('one/atlas.html'));
    expect(file('one.txt')).toContain('clip-turn:1/5  forward');
    expect(atlas('one/atlas.json')).toMatchObject({ complete: true, settings: { seed: 1, runs: 10 } });
  });

  it('puts shards together to the same bytes', async () => {
    for (const part of [1, 2, 3]) {
      const { code, stderr } = await place.run(`seeupo atlas ${FEW} --shard ${part}/3 --report part${part} >/dev/null`);
      expect(code).toBe(3);
      expect(stderr).toContain(`Shard ${part} of 3`);
    }
    const files = [1, 2, 3].map((part) => `part${part}/atlas.json`).join(',');
    expect(await place.run(`seeupo atlas --resume ${files} --report whole >/dev/null`)).toMatchObject({
      code: 3,
      stderr: '',
    });
    expect(file('whole/atlas.json')).toBe(file('one/atlas.json'));
  });

  it('leaves a valid partial file on Ctrl-C, exits with 3, and goes on from it', async () => {
    const settings = ['--rows', 'clip-turn full', '--columns', 'monotone', '--runs', '150'];
    const started = spawn(process.execPath, [MAIN, 'atlas', ...settings, '--workers', '1', '--report', 'cut'], {
      cwd: place.directory,
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>((resolve) => started.on('close', resolve));
    while (statSync(place.path('cut'), { throwIfNoEntry: false }) === undefined) await sleep(20);
    await sleep(2500);
    started.kill('SIGINT');
    expect(await ended).toBe(3);
    expect(atlas('cut/atlas.json').complete).toBe(false);
    const done = await place.run('seeupo atlas --resume cut/atlas.json --report cut >/dev/null');
    expect(done).toMatchObject({ code: 3, stderr: '' });
    expect(atlas('cut/atlas.json').complete).toBe(true);
    const quoted = settings.map((word) => `"${word}"`).join(' ');
    await place.run(`seeupo atlas ${quoted} --report straight >/dev/null`);
    expect(file('cut/atlas.json')).toBe(file('straight/atlas.json'));
  });

  it('stops at the time limit with what it has', async () => {
    const { code, stdout, stderr } = await place.run('seeupo atlas --time-limit 3 --json');
    expect(code).toBe(3);
    expect(stderr).toContain('Stopped by the time limit');
    expect(atlasSpec.parse(JSON.parse(stdout)).complete).toBe(false);
  });

  it('examines one cell and draws its counterexample', async () => {
    const cell = '--cell "grae:2 clip-turn:1/5 reverse shared" --column monotone';
    const { code, stdout, stderr } = await place.run(`seeupo atlas ${cell}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Verdict    refuted');
    expect(stdout).toContain('V_old = 1/4, V_new = 6/25');
    const json = await place.run(`seeupo atlas ${cell} --json`);
    expect(atlasSpec.parse(JSON.parse(json.stdout)).cells).toHaveLength(1);
  });

  it('lists its rows', async () => {
    const { stdout } = await place.run('seeupo atlas --list');
    expect(stdout.split('\n')).toContain('grae:2 clip-turn:1/5 reverse full');
    const { stdout: json } = await place.run('seeupo atlas --list --json');
    expect(JSON.parse(json)).toMatchObject({ schemaVersion: 1, kind: 'seeupo-atlas-rows' });
  });
});

describe('bad use of seeupo atlas', { timeout: 300_000 }, () => {
  it.each([
    ['--cell "grae:2 clip-turn:1/5 reverse" --column monotone', 'is no row'],
    ['--cell "grae:2 clip-turn:1/5 reverse full"', '--cell and --column go together'],
    ['--column monotone', '--cell and --column go together'],
    ['--cell "grae:2 clip-turn:1/5 reverse full" --column rate', 'unknown column "rate"'],
    ['--cell "grae:2 clip-token:1/5 reverse shared" --column monotone', 'left out of the atlas'],
    ['--cell "grae:2 clip-turn:1/5 reverse full" --column monotone --shard 1/2', '--cell cannot be used with --shard'],
    ['--rows nonsense', 'names no row'],
    ['--columns rate', 'unknown column "rate"'],
    ['--resume one/atlas.json --seed 3', '--resume cannot be used with --seed'],
    ['--resume one/atlas.json,cut/atlas.json', 'are not of one atlas'],
    ['--resume missing.json', 'cannot read missing.json'],
    ['--workers 0', 'whole number'],
  ])('%s ends with one line and exit code 2', async (words, message) => {
    const { code, stdout, stderr } = await place.run(`seeupo atlas ${words}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(message);
  });

  it.each([
    [
      'a changed number',
      (text: string) => text.replace(/"gap": "[^"]*"/, '"gap": "12345"'),
      'no counterexample with these numbers',
    ],
    [
      'a verdict without its counterexample',
      (text: string) => text.replace('"verdict": "proved"', '"verdict": "refuted"'),
      'if and only if',
    ],
    [
      'an unknown row',
      (text: string) => text.replaceAll('joint clip-turn', 'jiont clip-turn'),
      'unknown advantage "jiont"',
    ],
    ['an unknown key', (text: string) => text.replace('"complete"', '"compleat"'), 'compleat'],
    ['no JSON', () => '{', 'changed.json:1:2'],
  ])('refuses a file with %s', async (_, change, message) => {
    writeFileSync(place.path('changed.json'), change(file('one/atlas.json')));
    const { code, stderr } = await place.run('seeupo atlas --resume changed.json --json');
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
