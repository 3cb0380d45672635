import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATLAS_FILE, ATLAS_PAGE, atlasPageText, committedAtlas } from './atlasPage.js';
import { ROOT } from './sourceTree.js';

// tsx tools/writeAtlasNotes.ts [ATLAS.json]: with a file, it becomes the committed atlas first.
const [given] = process.argv.slice(2);
if (given !== undefined) copyFileSync(given, join(ROOT, ATLAS_FILE));
writeFileSync(join(ROOT, ATLAS_PAGE), await atlasPageText(committedAtlas()));
console.log(`wrote ${ATLAS_PAGE}`);
