import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/certificate/check.js';
import { ROOT } from '../../tools/sourceTree.js';
import { asFile, atlasCertificates, fixtureCertificates, type Stored } from './stored.js';
import { sampleOf, tampered } from './tampered.js';

/** What the second checker says of each certificate. Python 3 has to be there: without it nothing was checked. */
function bySecondChecker(certificates: readonly unknown[]): string[] {
  const script = join(ROOT, 'certificates/check_certificate.py');
  const input = certificates.map((certificate) => `${JSON.stringify(certificate ?? null)}\n`).join('');
  const { error, status, stdout, stderr } = spawnSync('python3', [script, '--lines'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw new Error('python3 is missing; install Python 3.9 or later to run the second checker');
  if (status !== 0 && status !== 1) throw new Error(stderr);
  const verdicts = stdout
    .trimEnd()
    .split('\n')
    .map((line) => word(JSON.parse(line)));
  expect(verdicts).toHaveLength(certificates.length);
  return verdicts;
}

/** "confirmed", "rejected" or "uncovered". */
function word(verdict: unknown): string {
  const { confirmed } = verdict as { confirmed?: boolean };
  return confirmed === undefined ? 'uncovered' : confirmed ? 'confirmed' : 'rejected';
}

const own = (certificate: unknown): string => word(checkCertificate(certificate));
const exact = (name: string): boolean => !/(std|gae:)|(gradient|kl):|clip-token/.test(name);

describe('the second checker, in Python', () => {
  const fixtures = fixtureCertificates();
  const cells = [...atlasCertificates(exact)];
  const certificates = ({ certificate }: Stored): unknown => certificate;

  it('confirms what the first one does, wherever it has a rule', () => {
    const stored = [...fixtures, ...cells];
    const verdicts = bySecondChecker(stored.map(certificates));
    stored.forEach(({ name, certificate }, n) => {
      if (verdicts[n] !== 'uncovered') expect(`${name}: ${verdicts[n]}`).toBe(`${name}: ${own(certificate)}`);
    });
    const confirmed = (from: number, to?: number): number =>
      verdicts.slice(from, to).filter((own) => own === 'confirmed').length;
    const ofFixtures = confirmed(0, fixtures.length);
    const documentation = readFileSync(join(ROOT, 'docs/certificates.md'), 'utf8');
    const last = (row: string): number =>
      Number(/\| (\d+) +\|$/.exec(documentation.split('\n').find((line) => line.startsWith(`| ${row}`)) ?? '')?.[1]);
    expect(ofFixtures).toBe(last('counterexamples to claims'));
    expect(confirmed(fixtures.length)).toBeGreaterThan(400);
    expect(verdicts.slice(fixtures.length)).not.toContain('uncovered');
  }, 120_000);

  it('agrees on changed certificates', () => {
    const some = [...fixtures.filter(({ name }) => /^(D[1-8]|E[1-7]|B8|C5)/.test(name)), ...sampleOf(cells, 40, 3)];
    const changed = some.flatMap(({ name, certificate }, n) =>
      sampleOf([...tampered(certificate, some[(n + 1) % some.length].certificate)], 50, n).map((own) => ({
        what: `${name}, ${own.what}`,
        certificate: own.certificate === undefined ? null : asFile(own.certificate),
      })),
    );
    const verdicts = bySecondChecker(changed.map(({ certificate }) => certificate));
    const wrong = changed.flatMap(({ what, certificate }, n) => {
      const first = own(certificate);
      const isFine = verdicts[n] === 'uncovered' || (verdicts[n] === 'confirmed') === (first === 'confirmed');
      return isFine ? [] : [`${what}: ${verdicts[n]}, but ${JSON.stringify(checkCertificate(certificate))}`];
    });
    expect(wrong).toEqual([]);
    expect(verdicts.filter((own) => own === 'rejected').length).toBeGreaterThan(1000);
    expect(verdicts.filter((own) => own === 'confirmed').length).toBeGreaterThan(20);
  }, 120_000);

  it('does not fail on what is no certificate', () => {
    const broken: unknown[] = [
      null,
      1,
      [],
      {},
      'x',
      { format: 'seeupo-certificate' },
      { ...fixtures[0].certificate, game: { root: {} } },
    ];
    let deep: unknown = { reward: '0' };
    for (let n = 0; n < 300; n++) deep = { actions: [{ label: 'a', to: deep }] };
    broken.push({ ...fixtures[0].certificate, game: { version: 1, name: 'g', root: deep } });
    expect(bySecondChecker(broken).filter((own) => own === 'confirmed')).toEqual([]);
  });
});
