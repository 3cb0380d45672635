import { readFileSync, writeFileSync } from 'node:fs';
import { type Json, printJson } from '../../src/game/printJson.js';
import { PROOFS, runGate } from './gate.js';

/**
 * `npm run proofs`: runs the gate and compares what it confirms with the committed proofs/record.json;
 * `npm run proofs -- --write` writes that file. Exit code 1 when a check fails or the record differs.
 */
const RECORD = new URL('record.json', PROOFS);

const { problems, passed, record } = runGate((line) => console.log(line));
for (const problem of problems) console.error(`✗ ${problem}`);
let failed = problems.length;
if (record !== undefined) {
  const text = printJson(record as Json);
  if (process.argv.includes('--write')) {
    writeFileSync(RECORD, text);
    console.log(`wrote proofs/record.json: ${record.theorems.length} theorems, Coq ${record.coq}`);
  } else if (committed() !== text) {
    console.error('✗ proofs/record.json is not what this run confirms; run "npm run proofs -- --write" and commit it');
    failed += 1;
  }
}
console.log(`proofs: ${passed} checks passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function committed(): string | undefined {
  try {
    return readFileSync(RECORD, 'utf8');
  } catch {
    return undefined;
  }
}
