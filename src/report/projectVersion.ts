import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageSpec = z.object({ version: z.string() });

/** The version of this package, as its package.json has it. */
export function projectVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return packageSpec.parse(JSON.parse(text)).version;
}
