import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A command to start a peer with (and variables of its environment), or why there is none. */
export type Peer =
  | { readonly command: readonly [string, ...string[]]; readonly env?: Readonly<Record<string, string>> }
  | { readonly missing: string };

/** The sources of the peers lie beside the TypeScript ones; this file runs from the build folder dist-bench/bench/support. */
const sources = fileURLToPath(new URL('../../../bench/peers/', import.meta.url));

/** The path of a file of `bench/peers`. */
export function peerSource(file: string): string {
  return join(sources, file);
}

/** A Python program of `bench/peers`, when there is a Python 3. */
export function pythonPeer(file: string): Peer {
  const python = ['python3', 'python'].find((name) =>
    succeeds(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']),
  );
  return python === undefined
    ? { missing: 'no Python 3.8 or later (python3) on this machine' }
    : { command: [python, peerSource(file)] };
}

/** A C++ program of `bench/peers` compiled against GMP, when there is a compiler and the library. */
export function gmpPeer(file: string): Peer {
  const compiler = [process.env['CXX'] ?? 'c++', 'g++', 'clang++'].find((name) => succeeds(name, ['--version']));
  if (compiler === undefined) return { missing: 'no C++ compiler (c++, g++ or clang++; Debian: apt-get install g++)' };
  const folder = mkdtempSync(join(tmpdir(), 'seeupo-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'peer');
  const build = spawnSync(compiler, ['-O2', '-std=c++17', '-o', program, peerSource(file), '-lgmp'], {
    encoding: 'utf8',
  });
  if (build.status === 0) return { command: [program] };
  return /gmp/.test(build.stderr)
    ? { missing: 'no GMP to compile against (Debian: apt-get install libgmp-dev)' }
    : { missing: `${compiler} cannot compile bench/peers/${file}: ${build.stderr}` };
}

function succeeds(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args).status === 0;
}
