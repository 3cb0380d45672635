import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { logPath } from '../audit/support.js';
import { Place } from './support/seeupo.js';

const place = new Place();
afterAll(() => place.remove());

const CLEAN = logPath('trl-clean-kl');
const FAULT = logPath('trl-fault-epsilon-high-unread');

describe('seeupo audit', () => {
  it.each<[string, number, string]>([
    [CLEAN, 0, 'agrees'],
    [`${CLEAN} --strict`, 0, 'agrees'],
    [`${logPath('trl-clean-onestep')} --strict`, 3, 'agrees; not exercised: clip low, clip high'],
    [FAULT, 1, 'clip high 0.2 instead of 0.5'],
    [`${CLEAN} --claimed rloo`, 1, 'DIFFERS'],
    [`${CLEAN} --against ${FAULT}`, 1, 'diverge'],
    [`${CLEAN} --against ${CLEAN}`, 0, 'agree in 64 rows'],
    [`${FAULT} --no-search`, 1, 'no other formula that was searched'],
  ])('%s', async (words, code, said) => {
    const result = await place.run(`seeupo audit ${words}`);
    expect(result.stderr).toBe('');
    expect(result.stdout.replace(/\s+/g, ' ')).toContain(said);
    expect(result.code).toBe(code);
  });

  it.each<[string, string]>([
    ['nowhere.jsonl', 'no such file'],
    ['.', 'it is a directory; name a file'],
    [`${CLEAN} --claimed .`, 'it is a directory; name a file'],
    [`${CLEAN} --claimed nonsense`, '"nonsense" is neither a preset'],
    [join(logPath('x'), '../README.md'), 'line 1: this is not JSON'],
  ])('refuses %s', async (words, said) => {
    const result = await place.run(`seeupo audit ${words}`);
    expect(result.stderr).toContain(said);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.code).toBe(2);
  });

  it('prints JSON, and writes a page that draws the worst rows', async () => {
    const page = place.path('audit.html');
    const { stdout } = await place.run(`seeupo audit ${FAULT} --json --html ${page}`);
    const report = JSON.parse(stdout) as { verdict: string; quantities: { quantity: string; differing: number }[] };
    expect(report.verdict).toBe('differs');
    expect(report.quantities.filter(({ differing }) => differing > 0).map(({ quantity }) => quantity)).toEqual([
      'loss',
    ]);
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('<rect class="used"');
    expect(html).not.toContain('<script');
  });

  it('takes a configuration file as the claim, and a config of a log as one', async () => {
    const file = place.path('claim.json');
    const [header] = readFileSync(FAULT, 'utf8').split('\n');
    const { config } = JSON.parse(header) as { config: object };
    writeFileSync(file, JSON.stringify({ trainer: 'trl', config: { ...config, epsilon_high: 0.2 } }));
    const { stdout, code } = await place.run(`seeupo audit ${FAULT} --claimed ${file}`);
    expect(stdout).toContain('agrees');
    expect(code).toBe(0);
  });
});
