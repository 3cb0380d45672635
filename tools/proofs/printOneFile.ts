import { readFileSync } from 'node:fs';
import { listedFiles, PROOFS } from './files.js';
import { moduleOf, oneFile } from './oneFile.js';
import { proofTable } from './table.js';

/**
 * `npm run --silent proofs:one-file > all.v`: the proofs over Coq's real numbers as one file, which ends by printing
 * the assumptions of all theorems of the table together (one by one would take far longer). Left out are the files that need mathcomp, and the generated games,
 * whose computations take a prover without bytecode far too long.
 */
const sources = listedFiles(read('_CoqProject'))
  .map((file) => ({ file, text: read(file) }))
  .filter(({ file, text }) => !file.startsWith('generated/') && !text.includes('From mathcomp'));
const files = new Set(sources.map(({ file }) => file));
const named = proofTable(PROOFS).filter(({ file }) => files.has(file));
const theorems = named.map(({ file, theorem }) => `@${moduleOf(file)}.${theorem}`);

process.stdout.write(`${oneFile(sources)}Definition everything :=
  (${theorems.join(',\n   ')}).
Print Assumptions everything.
`);

function read(file: string): string {
  return readFileSync(new URL(file, PROOFS), 'utf8');
}
