import { describe, expect, it } from 'vitest';
import { proofFileHashes, readProofRecord } from '../../src/claims/proofRecord.js';
import { coqVersion } from '../../tools/proofs/coq.js';

/** What a reader of the test output should know about the proofs; `version` is the prover's, if it is installed. */
function notice(version: string | undefined): string {
  const how = 'run "npm run proofs"';
  return version === undefined
    ? `The proofs were NOT checked: coqc is not installed. Install Coq (on Debian: apt-get install coq libcoq-mathcomp-algebra) and ${how}.`
    : `The proofs were NOT checked by these tests; Coq ${version} is installed: ${how}.`;
}

describe('the proofs', () => {
  it('are as the gate last saw them (npm run proofs -- --write records a new run)', () => {
    console.warn(notice(coqVersion()));
    expect(readProofRecord()?.files).toEqual(proofFileHashes());
  });

  it('are announced as unchecked, with the command, with and without the prover', () => {
    expect(notice(undefined)).toMatch(/NOT checked.*npm run proofs/);
    expect(notice('8.16.1')).toMatch(/NOT checked.*npm run proofs/);
  });
});
