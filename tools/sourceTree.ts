import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const NOT_OURS = new Set(['node_modules', 'dist', '.git', 'coverage', 'seeupo-report']);

/** Every file below `folder` (relative to the project) that is not installed, built or git's own; sorted, with forward slashes. */
export function projectFiles(folder = '.'): string[] {
  const result: string[] = [];
  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (NOT_OURS.has(entry.name)) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) result.push(relative(ROOT, path).split(sep).join('/'));
    }
  };
  visit(join(ROOT, folder));
  return result.sort();
}
