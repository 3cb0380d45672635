import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../sourceTree.js';
import { loadedFiles } from './loadedFiles.js';

const USE = `Packs the check of a GPU into one archive that needs no network and no installation (docs/engines.md).

  npm run gpu:pack [-- --output FILE]

--output  the archive (default: gpu-check.tar.gz)

On the machine with the GPU:  tar xzf gpu-check.tar.gz && gpu-check/run.sh result.json`;

/** The archive must go through the narrowest doors. */
const MOST = { packed: 50e6, unpacked: 150e6 };

const PROGRAMS = [
  ['dist-bench/bench/gpu/check.js', '--help'],
  ['dist-bench/bench/gpu/runSection.js', 'modules'],
] as const;

/** Something that the user can mend: printed as one line, exit code 2. */
class UseError extends Error {}

/** The Vulkan loader, and what NVIDIA's driver loads besides, which goes along where it is here. */
const LOADER = 'libvulkan.so.1';
const BESIDES = ['libEGL.so.1', 'libGLdispatch.so.0'];

/** Where a library lies on Debian and on others. */
function library(name: string): string | undefined {
  const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

function run(program: string, ...words: string[]): void {
  const { status, stderr, error } = spawnSync(program, words, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new UseError(`${program} failed: ${error?.message ?? stderr.trim()}`);
}

/** Lays out the archive's folder. */
function layOut(folder: string): void {
  const place = (from: string, to: string): void => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(resolve(ROOT, from), join(folder, to), { dereference: true });
  };
  place(process.execPath, 'bin/node');
  // Symbols that nobody needs are an eighth of it; where there is no strip they stay.
  spawnSync('strip', [join(folder, 'bin/node')]);
  const loader = library(LOADER);
  if (loader === undefined) throw new UseError('the Vulkan loader is not here (Debian: apt-get install libvulkan1)');
  place(loader, `lib/${LOADER}`);
  for (const name of BESIDES) {
    const file = library(name);
    if (file !== undefined) place(file, `lib/${name}`);
    else console.error(`without ${name}, which NVIDIA's driver may need (Debian: apt-get install libegl1)`);
  }
  const files = new Set(PROGRAMS.flatMap(([program, ...words]) => loadedFiles(join(ROOT, program), words)));
  for (const file of files) place(file, join('app', file));
  place('package.json', 'app/package.json');
  for (const peer of ['transformer_gpu.py', 'transformer_step.py'])
    place(`bench/peers/${peer}`, `app/bench/peers/${peer}`);
  place('bench/gpu/run.sh', 'run.sh');
  place('LICENSE', 'LICENSE');
}

function sizeOf(path: string): number {
  const about = statSync(path);
  if (!about.isDirectory()) return about.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function main(): void {
  const { values } = parseArgs({ options: { output: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    console.log(USE);
    return;
  }
  if (process.platform !== 'linux') throw new UseError('the archive is made on Linux, for Linux');
  const output = resolve(values.output ?? 'gpu-check.tar.gz');
  const place = mkdtempSync(join(tmpdir(), 'seeupo-gpu-'));
  try {
    const folder = join(place, 'gpu-check');
    layOut(folder);
    run('tar', '-czf', output, '-C', place, 'gpu-check');
    const [packed, unpacked] = [sizeOf(output), sizeOf(folder)];
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
    if (packed > MOST.packed || unpacked > MOST.unpacked)
      throw new UseError(`the archive is too large: ${megabytes(packed)}, unpacked ${megabytes(unpacked)}`);
    console.log(`${output}: ${megabytes(packed)}, unpacked ${megabytes(unpacked)}`);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof UseError) && !(error instanceof TypeError)) throw error;
  console.error(`gpu:pack: ${error.message}`);
  process.exitCode = 2;
}
