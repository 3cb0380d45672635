import { describe, expect, it } from 'vitest';
import { checkCertificate } from '../../src/certificate/check.js';
import { judge } from './judge/judge.js';
import { asFile, atlasCertificates, fixtureCertificates, type Stored } from './stored.js';
import { sampleOf, tampered } from './tampered.js';

/** Statements about J and V of what some iterations make, which the judge can recompute. */
const JUDGED = ['monotone', 'monotone-everywhere', 'fixed-point', 'fixed-point-everywhere', 'rests', 'one-sweep'];
const ALSO = ['all-turns', 'after-sweeps', 'last-turns'];

const isJudged = ({ certificate }: Stored): boolean => {
  const { statement, iterations } = certificate as unknown as {
    statement: { id: string };
    iterations: { update: { kind: string } }[];
  };
  return [...JUDGED, ...ALSO].includes(statement.id) && iterations.every(({ update }) => update.kind === 'computed');
};

/** One certificate for each kind of step, carry, order and information that the atlas has, and the fixtures. */
function chosen(): Stored[] {
  const kinds = new Set<string>();
  const isNew = (name: string): boolean => {
    const [advantage, update, order, information] = name.split(' ');
    const column = name.split(': ')[1];
    const kind = [advantage.split(':')[0], update, order === 'random' ? 'forward' : order, information].join(' ');
    // The judge knows no step from enclosed numbers to exact ones.
    if (
      /clip-token|-std:\S+ euclidean/.test(name) ||
      kinds.has(kind) ||
      (column === 'rests') !== (information === 'shared')
    )
      return false;
    kinds.add(kind);
    return true;
  };
  return [...fixtureCertificates(), ...atlasCertificates(isNew)].filter(isJudged);
}

const certificates = chosen();

describe('the checker and an independent recomputation agree', () => {
  it('on what is as it was made', () => {
    expect(certificates.length).toBeGreaterThan(60);
    for (const { name, certificate } of certificates) {
      expect({ name, ...judge(certificate) }).toMatchObject({ is: true });
      expect({ name, ...checkCertificate(certificate) }).toMatchObject({ confirmed: true });
    }
  });

  it('on thousands of changed certificates, without a wrong decision', () => {
    const counts = { confirmed: 0, rejected: 0, uncovered: 0, unjudged: 0 };
    const wrong: string[] = [];
    for (const [n, { name, certificate }] of certificates.entries()) {
      const other = certificates[(n + 1) % certificates.length].certificate;
      for (const { what, certificate: changed } of sampleOf([...tampered(certificate, other)], 32, n + 1)) {
        const file: unknown = changed === undefined ? undefined : asFile(changed);
        const verdict = checkCertificate(file);
        const confirmed = 'confirmed' in verdict && verdict.confirmed;
        const { is, why } = judge(file);
        // What is confirmed is true, and what is true is confirmed, or refused by name; what nobody judged is not confirmed.
        const right = is === true ? confirmed || 'uncovered' in verdict : !confirmed;
        if (!right) wrong.push(`${name}, ${what}: ${JSON.stringify(verdict)}, but ${why}`);
        if (is === undefined) counts.unjudged += 1;
        else counts[confirmed ? 'confirmed' : 'uncovered' in verdict ? 'uncovered' : 'rejected'] += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(counts.rejected).toBeGreaterThan(1500);
    expect(counts.confirmed).toBeGreaterThan(30); // names, other maximisers, rewards that nobody reaches
  }, 300_000);

  it('whatever the provenance says', () => {
    for (const { certificate } of certificates.slice(0, 40)) {
      const said = checkCertificate(certificate);
      expect(checkCertificate({ ...certificate, provenance: { title: 'J never falls', claim: 'D1' } })).toEqual(said);
      expect(checkCertificate(asFile({ ...certificate, provenance: undefined }))).toEqual(said);
    }
  });
});
