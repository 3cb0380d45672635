import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { type Atlas, atlasFromJson, atlasSpec } from '../src/atlas/atlasFile.js';
import { atlasNotes } from '../src/report/atlasNotes.js';
import { getsThereNotes } from '../src/report/getsThereNotes.js';
import { atlasChanges } from './atlasChanges.js';
import { ROOT } from './sourceTree.js';

/** The committed atlas, relative to the project's folder. */
export const ATLAS_FILE = 'paper-notes/atlas.json';
/** The page that is made from it. */
export const ATLAS_PAGE = 'paper-notes/where-the-checks-and-the-paper-differ.md';

/** The committed atlas. */
export function committedAtlas(): Atlas {
  return atlasFromJson(atlasSpec.parse(JSON.parse(readFileSync(join(ROOT, ATLAS_FILE), 'utf8'))));
}

/** The page's text, formatted as the project's other pages. Throws as `atlasNotes`. */
export async function atlasPageText(atlas: Atlas): Promise<string> {
  const path = join(ROOT, ATLAS_PAGE);
  return format([atlasNotes(atlas), getsThereNotes(atlas.getsThere), atlasChanges(atlas)].join('\n'), {
    ...(await resolveConfig(path)),
    filepath: path,
  });
}
