import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Peer, peerSource } from './peers.js';

/** Where PyTorch and OpenBLAS are looked for. */
export interface TorchPlaces {
  /** Interpreters, the first with PyTorch counts: another Python is often before Debian's own in the PATH. */
  readonly pythons: readonly string[];
  /** Folders with one folder per architecture. */
  readonly libraries: readonly string[];
}

const PLACES: TorchPlaces = {
  pythons: ['python3', 'python', '/usr/bin/python3', '/usr/local/bin/python3'],
  libraries: ['/usr/lib'],
};
const CURE = 'Debian: apt-get install python3-torch libopenblas0-pthread';
/** Does this PyTorch compute with whatever BLAS the system has? Debian's does, and the system's is slow. */
const ASK = 'import torch; print("BLAS_INFO=generic" in torch.__config__.show())';

/**
 * A program of `bench/peers` for PyTorch, with `threads` threads, `blasThreads` in products of matrices. Where PyTorch comes with the system's reference BLAS,
 * some thirty times slower than a good one, OpenBLAS is preloaded, and without OpenBLAS there is no peer.
 */
export function torchPeer(
  file: string,
  threads: number,
  blasThreads: number,
  { pythons, libraries }: TorchPlaces = PLACES,
): Peer {
  for (const python of pythons) {
    const { status, stdout } = spawnSync(python, ['-c', ASK], { encoding: 'utf8' });
    if (status !== 0) continue;
    const command = [python, peerSource(file)] as const;
    const env = { OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${blasThreads}` };
    if (stdout.trim() !== 'True') return { command, env };
    const openBlas = openBlasIn(libraries);
    if (openBlas === undefined) return { missing: `PyTorch is here, but not OpenBLAS (${CURE})` };
    return { command, env: { ...env, LD_PRELOAD: openBlas } };
  }
  return { missing: `no Python with PyTorch among ${pythons.join(', ')} (${CURE})` };
}

function openBlasIn(libraries: readonly string[]): string | undefined {
  return libraries
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((part) => join(folder, part, 'openblas-pthread/libopenblas.so.0')))
    .find((library) => existsSync(library));
}
