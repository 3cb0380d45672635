import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DecidedJson, decidedSpec } from '../src/decide/decidedFile.js';
import { ROOT } from './sourceTree.js';

/** The committed results of `npm run decide`. */
export const DECIDED_FILE = 'paper-notes/decided.json';

/** What is committed. */
export function committedDecided(): DecidedJson {
  return decidedSpec.parse(JSON.parse(readFileSync(join(ROOT, DECIDED_FILE), 'utf8')));
}
