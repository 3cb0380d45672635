import { describe, expect, it } from 'vitest';
import { verdicts } from '../../src/claims/run/verdict.js';
import { verificationJson } from '../../src/report/verificationJson.js';
import { verificationSpec } from '../../src/report/verificationSpec.js';
import { smallRun } from './smallRun.js';

const run = smallRun();
const json = verificationJson(run, verdicts(run));

describe('verificationJson', () => {
  it('is what its schema says, before and after a file', () => {
    expect(verificationSpec.parse(JSON.parse(JSON.stringify(json)))).toEqual(json);
  });

  it('has the same bytes for the same run', () => {
    const again = smallRun();
    expect(JSON.stringify(verificationJson(again, verdicts(again)))).toBe(JSON.stringify(json));
  });

  it('has verdicts, counts and counterexamples of claims and variants', () => {
    expect(json.claims.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['C5', 'refuted'],
      ['E4', 'refuted'],
    ]);
    const [C5] = json.claims;
    expect(C5.stored).toBe('confirmed');
    expect(C5.counterexample?.search).toBe('C5');
    expect(C5.variants[0].status).toBe('holds');
    expect(C5.checked).toBeGreaterThan(0);
  });

  it('writes shares as fractions, and null where nothing was checked', () => {
    const [result] = verdicts(run);
    const share = (checked: number, vacuous: number): string | null =>
      verificationJson(run, [{ ...result, checked, vacuous }]).claims[0].premiseShare;
    expect(share(12, 3)).toBe('3/4');
    expect(share(0, 0)).toBeNull();
  });
});
