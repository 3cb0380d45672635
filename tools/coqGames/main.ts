import { mkdirSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generatedFiles.js';

/** `npm run proofs:games`: writes proofs/generated/ and its mutants, from what the core computes today. */
const PROOFS = new URL('../../proofs/', import.meta.url);

const files = generatedFiles();
for (const folder of ['generated/', 'mutants/generated/']) mkdirSync(new URL(folder, PROOFS), { recursive: true });
for (const [path, text] of files) writeFileSync(new URL(path, PROOFS), text);
console.log(`wrote ${files.size} files in proofs/generated and proofs/mutants/generated`);
