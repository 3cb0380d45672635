import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLAIMS } from '../src/claims/registry.js';
import { exportedDeclarations } from './exportedDeclarations.js';
import type { IndexSources } from './paperIndex.js';
import { projectFiles, ROOT } from './sourceTree.js';

/** Where the index is stored, relative to the project's folder. */
export const INDEX_FILE = 'paper-notes/index.md';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The project's notes, exported symbols and claims. A claim's definition is listed as a claim, not as a symbol. */
export function indexSources(): IndexSources {
  const pages = projectFiles('paper-notes').filter((file) => file.endsWith('.md') && file !== INDEX_FILE);
  const sources = projectFiles('src').filter(
    (file) => file.endsWith('.ts') && !file.startsWith('src/claims/catalogue/'),
  );
  return {
    pages: pages.map((file) => ({ file: file.slice('paper-notes/'.length), text: read(file) })),
    symbols: sources.flatMap((file) => exportedDeclarations(file, read(file))),
    claims: CLAIMS,
  };
}
