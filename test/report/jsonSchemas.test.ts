import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it, test } from 'vitest';
import { verdicts } from '../../src/claims/run/verdict.js';
import { readProofRecord } from '../../src/claims/proofRecord.js';
import { reportJsonSchemas } from '../../src/report/reportJsonSchemas.js';
import { verificationJson } from '../../src/report/verificationJson.js';
import { smallRun } from './smallRun.js';

function validator(file: string): ValidateFunction {
  return new Ajv().compile(JSON.parse(reportJsonSchemas().get(file) ?? '') as object);
}

/** `value` as a file would have it. */
function asFile(value: unknown): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}

test.each([...reportJsonSchemas()])('schemas/%s is up to date (npm run schemas rewrites it)', async (file, text) => {
  await expect(text).toMatchFileSnapshot(`../../schemas/${file}`);
});

describe('the published schemas', () => {
  const run = smallRun();

  it('accept what is written', () => {
    expect(validator('run.schema.json')(asFile(run))).toBe(true);
    expect(validator('verification.schema.json')(asFile(verificationJson(run, verdicts(run))))).toBe(true);
  });

  it('accept every stored counterexample', () => {
    const accepts = validator('counterexample.schema.json');
    const folder = new URL('../../fixtures/', import.meta.url);
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(0);
    const refused = files.filter((file) => !accepts(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))));
    expect(refused).toEqual([]);
  });

  it('accept a proof record, the committed one too', () => {
    const accepts = validator('proof-record.schema.json');
    const small = { version: 1, coq: '8.20', files: { 'a.v': '0'.repeat(64) }, theorems: [] };
    expect(accepts(asFile(readProofRecord() ?? small))).toBe(true);
    expect(accepts(small)).toBe(true);
  });

  it.each(['run', 'verification', 'counterexample', 'proof-record'])('refuse an unknown key in a %s', (name) => {
    const files: Record<string, unknown> = {
      run,
      verification: verificationJson(run, verdicts(run)),
      counterexample: verdicts(run)[0].counterexample,
      'proof-record': { version: 1, coq: '8.20', files: {}, theorems: [] },
    };
    const accepts = validator(`${name}.schema.json`);
    expect(accepts(asFile(files[name]))).toBe(true);
    expect(accepts({ ...asFile(files[name]), surplus: 1 })).toBe(false);
  });
});
