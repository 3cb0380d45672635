import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TEMPLATES } from './checkTemplates.js';
import { prepareDirectory, writeWhole } from './files.js';
import { print } from './output.js';
import { UsageError } from './usageError.js';

/** Writes the templates into a directory, all or none. Throws UsageError when one of the files is there already. */
export function initCheck(directory: string): void {
  const paths = Object.keys(TEMPLATES).map((name) => join(directory, name));
  const there = paths.find((path) => existsSync(path));
  if (there !== undefined) throw new UsageError(`${there} is there already; move it, or name another directory`);
  prepareDirectory(directory);
  Object.values(TEMPLATES).forEach((text, n) => writeWhole(paths[n], text));
  print(`Written: ${paths.join(', ')}\nNext: seeupo check ${paths[0]}`);
}
