import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/certificate/check.js';
import { certificateJsonSchemas } from '../../src/certify/certificateSpec.js';
import { CLAIMS } from '../../src/claims/registry.js';
import { searchesOf } from '../../src/claims/searches.js';
import { asFile, atlasCounterexamples, fixtureCertificates, type Json } from './stored.js';

/** "confirmed", or what came instead. */
function word(certificate: Json): string {
  const verdict = checkCertificate(certificate);
  if ('uncovered' in verdict) return `uncovered: ${verdict.uncovered}`;
  return verdict.confirmed ? 'confirmed' : `rejected: ${verdict.reason}`;
}

const accepts = new Ajv().compile(JSON.parse(certificateJsonSchemas().get('certificate.schema.json') ?? '') as object);

const text = readFileSync(new URL('../../docs/certificates.md', import.meta.url), 'utf8');

/** How many the coverage table of the documentation says that there are. */
const covered = (row: string): number => Number(new RegExp(`^\\| ${row}: (\\d+)`, 'm').exec(text)?.[1]);

describe('every stored counterexample', () => {
  const fixtures = fixtureCertificates();

  it.each(fixtures.map(({ name, certificate }) => [name, certificate] as const))(
    '%s is confirmed',
    (_, certificate) => {
      expect(word(certificate)).toBe('confirmed');
      expect(accepts(certificate), JSON.stringify(accepts.errors)).toBe(true);
    },
  );

  it('belongs to a search that says how its certificates are made, as does every search that is to be refuted', () => {
    const silent = CLAIMS.flatMap(searchesOf).filter(({ refutable, witness }) => refutable !== (witness !== undefined));
    expect(silent.map(({ key }) => key)).toEqual([]);
    expect(covered('counterexamples to claims')).toBe(fixtures.length);
    expect(text).toMatch(new RegExp(`counterexamples to claims: ${fixtures.length} +\\| ${fixtures.length} +\\| \\d+`));
  });
});

describe('the refuted cells of the atlas', () => {
  it('are confirmed as files', () => {
    let confirmed = 0;
    const others: string[] = [];
    for (const { name, confirmation } of atlasCounterexamples()) {
      if (confirmation.word === 'refuted') confirmed += 1;
      else others.push(`${name}: ${confirmation.reason}`);
      if (confirmation.certificate === undefined) continue;
      const file = asFile(confirmation.certificate);
      if (!accepts(file)) expect.fail(`${name}: ${JSON.stringify(accepts.errors)}`);
      if (confirmation.word === 'refuted') expect(word(file)).toBe('confirmed');
    }
    expect(confirmed).toBeGreaterThan(2000);
    // Values that are rational although roots made them are known to the checker as enclosures only; and it does not know
    // of every step that it changes continuously.
    const known = /^group-std:2 euclidean|has no rule for (lengths of two actions|the continuity of such an update)$/;
    expect(others.filter((name) => !known.test(name))).toEqual([]);
    expect(others.length).toBeLessThan(20);
  }, 600_000);
});

describe('the schema of certificates', () => {
  it('is up to date (npm run schemas rewrites it)', async () => {
    for (const [file, text] of certificateJsonSchemas())
      await expect(text).toMatchFileSnapshot(`../../schemas/${file}`);
  });

  it.each<[string, (certificate: Record<string, unknown>) => void]>([
    ['an unknown key', (certificate) => (certificate['author'] = 'me')],
    ['another version', (certificate) => (certificate['version'] = 2)],
    ['no statement', (certificate) => delete certificate['statement']],
    ['a number that is not exact', (certificate) => (certificate['values'] = { left: 0.1, right: '1' })],
    [
      'an unknown kind of update',
      (certificate) => (certificate['iterations'] = [{ update: { kind: 'guessed' }, witness: [], policy: {} }]),
    ],
  ])('refuses %s', (_, change) => {
    const [{ certificate }] = fixtureCertificates().filter(({ name }) => name === 'D6');
    const changed = { ...asFile(certificate) };
    expect(accepts(changed)).toBe(true);
    change(changed);
    expect(accepts(changed)).toBe(false);
  });

  it('is in the published package', () => {
    const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      files: string[];
    };
    expect(files).toContain('schemas');
  });
});
