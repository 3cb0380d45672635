import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

/** The package: Z3 (de Moura, Bjørner, TACAS 2008) compiled to WebAssembly. */
export const Z3_PACKAGE = 'z3-solver';

/** The version that package.json pins and the results were made with. */
export const Z3_VERSION = '4.16.0';

/** How to get it. */
export const Z3_INSTALL = `npm install ${Z3_PACKAGE}@${Z3_VERSION}`;

const manifestSpec = z.object({ version: z.string() });

/** The version of the solver's package, or undefined when it is not installed. Loads nothing. */
export function installedZ3(): string | undefined {
  for (const folder of createRequire(import.meta.url).resolve.paths(Z3_PACKAGE) ?? []) {
    try {
      return manifestSpec.parse(JSON.parse(readFileSync(join(folder, Z3_PACKAGE, 'package.json'), 'utf8'))).version;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
