import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SEEUPO } from '../../src/algorithm/algorithms.js';
import type { Certificate } from '../../src/certify/certificateSpec.js';
import {
  confirm,
  confirmationOf,
  confirmationSpec,
  confirmationText,
  isBreak,
  UNCHECKED,
} from '../../src/certify/confirm.js';
import { NoCertificate } from '../../src/certify/noCertificate.js';
import { confirmOfClaim } from '../../src/claims/certificate.js';
import { counterexampleSpec, fixtureUrl, instanceFromJson } from '../../src/claims/counterexampleFile.js';
import type { Counterexample } from '../../src/claims/search.js';
import { searchByKey } from '../../src/claims/searches.js';
import { examinedOf } from '../../src/guarantees/examinedOf.js';
import { confirmed } from '../../src/search/examine.js';

const stored = counterexampleSpec.parse(JSON.parse(readFileSync(fixtureUrl('D6'), 'utf8')));
const found = {
  instance: instanceFromJson(stored),
  violation: { status: 'violated', ...stored.violation } as Counterexample['violation'],
};
const said = confirmOfClaim(searchByKey('D6'), found);

describe('the word of a counterexample', () => {
  it('is "refuted" with the sentence that the checker evaluated', () => {
    expect(said.word).toBe('refuted');
    expect(confirmationText(said)).toContain('J(π_{k+1}) = 6/25 < J(π_k) = 1/4');
    expect(confirmationSpec.parse(said)).toEqual(said);
    expect(isBreak(said.word)).toBe(true);
  });

  it.each<[string, (certificate: Certificate) => Certificate, RegExp]>([
    [
      'the checker has no rule',
      (certificate) => ({ ...certificate, statement: { id: 'beautiful' } }),
      /^the checker has no rule for the statement beautiful$/,
    ],
    [
      'the checker does not confirm it',
      (certificate) => ({ ...certificate, values: { left: '0', right: '1/4' } }),
      /^the checker does not confirm it: values: /,
    ],
    [
      'there is no certificate',
      () => {
        throw new NoCertificate('nobody made one');
      },
      /^there is no certificate: nobody made one$/,
    ],
  ])('is another where %s, with the reason', (_, change, reason) => {
    const { certificate } = said;
    if (certificate === undefined) expect.fail('D6 has no certificate');
    const other = confirm(() => change(certificate));
    expect(other.word).toBe(UNCHECKED);
    expect('reason' in other && other.reason).toMatch(reason);
    expect(confirmationText(other)).toMatch(/^not independently checked: /);
    expect(isBreak(other.word)).toBe(true);
  });

  it('is another for a counterexample that a file holds without a certificate, and for an unexpected one', () => {
    expect(confirmationOf({}).word).toBe(UNCHECKED);
    expect(confirmOfClaim(searchByKey('D1'), found)).toMatchObject({ word: UNCHECKED });
  });

  it('is the same for a guarantee, whose certificate is made by running the algorithm once more', () => {
    // SeeUPO clips; on this game the clipped sweep lowers J as the ratio box does.
    const { confirmation } = confirmed(examinedOf(SEEUPO), 'monotone', found);
    expect(confirmation).toMatchObject({ word: 'refuted' });
    // With other values than the algorithm's own it is not confirmed.
    const wrong = { ...found, violation: { ...found.violation, left: { label: 'J(π_{k+1})', value: '1/5' } } };
    expect(confirmed(examinedOf(SEEUPO), 'monotone', wrong).confirmation).toMatchObject({ word: UNCHECKED });
  });
});
