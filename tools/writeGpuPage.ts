import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { committedCheck, formatted, GPU_FILE, GPU_PAGE, gpuPageText } from './gpuPage/page.js';
import { ROOT } from './sourceTree.js';

// tsx tools/writeGpuPage.ts [RESULT.json]: with a file, it becomes the committed result first.
const [given] = process.argv.slice(2);
if (given !== undefined) writeFileSync(join(ROOT, GPU_FILE), await formatted(readFileSync(given, 'utf8'), GPU_FILE));
writeFileSync(join(ROOT, GPU_PAGE), await gpuPageText(committedCheck()));
console.log(`wrote ${GPU_PAGE}`);
