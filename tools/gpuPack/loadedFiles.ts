import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../sourceTree.js';

/** Runs in the traced process: notes every module that is loaded, in either of Node's ways, and tells at its end. */
const TRACE = `
import { register, createRequire } from 'node:module';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
const file = join(process.env.SEEUPO_TRACE, String(process.pid));
const hook = \`
  import { appendFileSync } from 'node:fs';
  export async function load(url, context, next) {
    appendFileSync(\${JSON.stringify(file)}, url + '\\\\n');
    return next(url, context);
  }\`;
register('data:text/javascript,' + encodeURIComponent(hook));
process.on('exit', () => {
  for (const path of Object.keys(createRequire(join(process.cwd(), 'any.js')).cache)) appendFileSync(file, 'file://' + path + '\\n');
});
`;

/**
 * The files below this project's root that a program loads as modules, as paths from the root, and the package.json of
 * each package among them. Throws with the program's stderr when it fails.
 */
export function loadedFiles(program: string, words: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'seeupo-trace-'));
  try {
    const trace = `data:text/javascript,${encodeURIComponent(TRACE)}`;
    const { status, stderr } = spawnSync(process.execPath, ['--import', trace, program, ...words], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, SEEUPO_TRACE: folder },
    });
    if (status !== 0) throw new Error(`${relative(ROOT, program)} does not load its modules: ${stderr}`);
    const urls = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
    const files = new Set(urls.filter((url) => url.startsWith('file://')).map((url) => fileURLToPath(url)));
    const own = [...files].map((file) => relative(ROOT, file)).filter((file) => !file.startsWith('..'));
    return [...new Set([...own, ...own.flatMap(manifestsOf)])].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The package.json files that Node reads on the way to a module: all from its folder up to its package's. */
function manifestsOf(file: string): string[] {
  const manifests: string[] = [];
  for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(ROOT, folder)).includes('package.json')) manifests.push(join(folder, 'package.json'));
    if (dirname(folder).endsWith(`${sep}node_modules`) || dirname(folder) === 'node_modules') break;
  }
  return manifests;
}
