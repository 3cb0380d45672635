import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type Run, runSpec } from '../../src/claims/run/runFile.js';
import { MAIN, Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

/** Every file of a report, by path. */
function report(name: string): Record<string, string> {
  const directory = place.path(name);
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(directory.length + 1), readFileSync(path, 'utf8')]),
  );
}

function runIn(files: Record<string, string>): Run {
  return runSpec.parse(JSON.parse(files['run.json'])) as Run;
}

describe('a verification run', { timeout: 300_000 }, () => {
  it('has the same bytes for the same seed, whatever the workers, and others for another seed', async () => {
    const common = 'seeupo verify --claim D6,E4 --runs 60';
    expect(await place.run(`${common} --seed 5 --workers 1 --report one >one.txt`)).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await place.run(`${common} --seed 5 --workers 2 --report two >two.txt`)).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await place.run(`${common} --seed 6 --workers 2 --report six >six.txt`)).toMatchObject({
      code: 0,
      stderr: '',
    });
    const one = report('one');
    expect(Object.keys(one)).toEqual(expect.arrayContaining(['run.json', 'verification.json', 'report.html']));
    expect(one).toEqual(report('two'));
    expect(one['run.json']).not.toBe(report('six')['run.json']);
  });

  it('leaves a valid partial report on Ctrl-C, exits with 3, and can be resumed to the same bytes', async () => {
    const settings = ['--claim', 'D2', '--runs', '15000'];
    const started = spawn(process.execPath, [MAIN, 'verify', ...settings, '--workers', '1', '--report', 'cut'], {
      cwd: place.directory,
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>((resolve) => started.on('close', resolve));
    while (!existsSync(place.path('cut/counterexamples'))) await sleep(20);
    await sleep(800);
    started.kill('SIGINT');
    expect(await ended).toBe(3);

    const partial = report('cut');
    const run = runIn(partial);
    expect(run.complete).toBe(false);
    expect(partial['report.html']).toContain('This report is partial');
    expect(partial['report.html'].trimEnd().endsWith('</html>')).toBe(true);
    expect(JSON.parse(partial['verification.json'])).toMatchObject({ complete: false });
    expect(Object.keys(partial).filter((name) => name.endsWith('.tmp'))).toEqual([]);

    expect(await place.run('seeupo verify --resume cut/run.json --report cut --workers 2')).toMatchObject({ code: 0 });
    expect(await place.run(`seeupo verify ${settings.join(' ')} --workers 2 --report whole`)).toMatchObject({
      code: 0,
    });
    const whole = report('whole');
    expect(runIn(whole).complete).toBe(true);
    expect(report('cut')).toEqual(whole);
  });

  it('removes counterexamples of an earlier report, and nothing else', async () => {
    await place.run('mkdir -p old/counterexamples && cd old/counterexamples && touch D6.json E4.json mine.json');
    expect(await place.run('seeupo verify --claim D6 --runs 20 --report old')).toMatchObject({ code: 0 });
    const files = report('old');
    expect(Object.keys(files)).not.toContain(join('counterexamples', 'E4.json'));
    expect(files[join('counterexamples', 'mine.json')]).toBe('');
    expect(files[join('counterexamples', 'D6.json')]).toContain('"search": "D6"');
  });
});
