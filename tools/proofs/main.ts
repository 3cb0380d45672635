import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type ProofRecord, readProofRecord } from '../../src/claims/proofRecord.js';
import { printJson } from '../../src/game/printJson.js';
import { PROOFS } from './files.js';
import { runGate } from './gate.js';
import { sameRecord } from './record.js';
import { STATEMENTS_FILE } from './statements.js';

/**
 * `npm run proofs`: runs the gate and compares what it confirms with the committed proofs/record.json;
 * `npm run proofs -- --write` writes that file. Exit code 1 when a check fails or the record differs.
 */
const { problems, passed, record, statements } = await runGate((line) => console.log(line));
for (const problem of problems) console.error(`✗ ${problem}`);
let failed = problems.length;
if (record !== undefined && statements !== undefined) {
  if (process.argv.includes('--write')) {
    writeFileSync(new URL('record.json', PROOFS), printJson(record));
    writeFileSync(new URL(STATEMENTS_FILE, PROOFS), statements);
    console.log(`wrote proofs/record.json: ${record.theorems.length} theorems, Coq ${record.coq}`);
  } else if (!isCommitted(record)) {
    console.error('✗ proofs/record.json is not what this run confirms; run "npm run proofs -- --write" and commit it');
    failed += 1;
  } else if (statements !== readStatements()) {
    console.error(
      `✗ proofs/${STATEMENTS_FILE} is not what Coq prints; read what changed, run "npm run proofs -- --write" and commit it`,
    );
    failed += 1;
  }
}
console.log(`proofs: ${passed} checks passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function readStatements(): string | undefined {
  const file = new URL(STATEMENTS_FILE, PROOFS);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function isCommitted(found: ProofRecord): boolean {
  const committed = readProofRecord();
  return committed !== undefined && sameRecord(committed, found);
}
