import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spawnSync } from 'node:child_process';
import { checkCertificate } from '../../src/certificate/check.js';
import { mayBeDistribution, numberOf } from '../../src/certificate/rules.js';
import { ROOT } from '../../tools/sourceTree.js';

const FOLDER = join(ROOT, 'test/certificate/tampered');
const files = readdirSync(FOLDER);
const reasons: Readonly<Record<string, string>> = {
  'E7.json': 'iterations of several algorithms',
  'kl-rate.json': 'iterations of several algorithms',
  'rests-share0.json': 'iterations of several algorithms',
  'neg-after.json': 'no distribution',
  'neg-better.json': 'no distribution',
  'neg-old.json': 'no distribution',
  'relab.json': 'twin: another update',
  'safe-1e9999.json': 'halvings: no count',
  'safe-abc.json': 'halvings: no count',
  'safe-negative.json': 'halvings: no count',
};

describe('certificates that say something false', () => {
  it.each(files)('%s is rejected, and by the second checker not confirmed either', (file) => {
    const path = join(FOLDER, file);
    const verdict = checkCertificate(JSON.parse(readFileSync(path, 'utf8')));
    expect(verdict).toEqual({ confirmed: false, reason: expect.stringContaining(reasons[file]) as string });
    const script = join(ROOT, 'certificates/check_certificate.py');
    const { status, stdout } = spawnSync('python3', [script, path], { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).not.toMatchObject({ confirmed: true });
  });

  it('are of all the kinds that are named here', () => expect(files).toEqual(Object.keys(reasons).sort()));
});

describe('enclosed masses', () => {
  const may = (...masses: readonly (string | string[])[]): boolean =>
    mayBeDistribution(masses.map((mass) => numberOf(mass, 'here')));

  it('may be a distribution where there is one between their ends', () => {
    expect(may('1/2', '1/2')).toBe(true);
    expect(may(['2/5', '3/5'], ['2/5', '3/5'])).toBe(true);
    expect(may(['99/100', '101/100'], ['0', '1/100'])).toBe(true);
    expect(may(['-1', '0'], ['3/2', '2'])).toBe(false);
    expect(may(['3/5', '4/5'], ['3/5', '4/5'])).toBe(false);
    expect(may(['0', '1/3'], ['0', '1/2'])).toBe(false);
    expect(may('-1/2', '3/2')).toBe(false);
  });
});
