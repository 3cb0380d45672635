import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INDEX_FILE, indexSources } from './indexSources.js';
import { paperIndex } from './paperIndex.js';
import { ROOT } from './sourceTree.js';

writeFileSync(join(ROOT, INDEX_FILE), paperIndex(indexSources()));
console.log(`wrote ${INDEX_FILE}`);
