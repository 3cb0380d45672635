import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

/** Node's older way to load modules, from this folder: optional packages need it, and so do paths of their files. */
export const load = createRequire(import.meta.url);

const manifestSpec = z.object({ version: z.string() });

/** The folder of an installed package, or undefined when it is not installed. */
export function packageFolder(name: string): string | undefined {
  // The manifest itself may be hidden behind "exports"; the search paths are not.
  for (const folder of load.resolve.paths(name) ?? []) {
    const candidate = join(folder, name);
    if (versionAt(candidate) !== undefined) return candidate;
  }
  return undefined;
}

/** The version of an installed package, or undefined when it is not installed. */
export function packageVersion(name: string): string | undefined {
  const folder = packageFolder(name);
  return folder === undefined ? undefined : versionAt(folder);
}

function versionAt(folder: string): string | undefined {
  try {
    return manifestSpec.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).version;
  } catch {
    return undefined;
  }
}
