import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { peerSource } from '../../bench/support/peers.js';
import { torchPeer } from '../../bench/support/torchPeer.js';

const folder = mkdtempSync(join(tmpdir(), 'seeupo-torch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An interpreter that answers what a Python with such a PyTorch would. */
function python(name: string, body: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('the PyTorch peer', () => {
  const without = python('without', 'exit 1');
  const debian = python('debian', 'echo True');
  const wheel = python('wheel', 'echo False');
  const library = join(folder, 'lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0');
  const libraries = [join(folder, 'lib')];
  mkdirSync(join(library, '..'), { recursive: true });
  writeFileSync(library, '');

  it('is a message with the cure where no interpreter has PyTorch', () => {
    const peer = torchPeer('step.py', 2, 1, { pythons: [without, join(folder, 'no-such-python')], libraries });
    expect('missing' in peer && peer.missing).toMatch(/no Python with PyTorch.*apt-get install python3-torch/);
  });

  it('is found in a later interpreter, with OpenBLAS in front of the reference BLAS', () => {
    const peer = torchPeer('step.py', 2, 1, { pythons: [without, debian], libraries });
    expect(peer).toEqual({
      command: [debian, peerSource('step.py')],
      env: { OMP_NUM_THREADS: '2', OPENBLAS_NUM_THREADS: '1', LD_PRELOAD: library },
    });
  });

  it('is a message where OpenBLAS is missing, as the reference BLAS would be no fair peer', () => {
    const places = { pythons: [debian], libraries: [join(folder, 'no-such-folder')] };
    const peer = torchPeer('step.py', 2, 1, places);
    expect('missing' in peer && peer.missing).toContain('libopenblas0-pthread');
  });

  it('keeps the BLAS of a PyTorch that brings its own', () => {
    const peer = torchPeer('step.py', 3, 3, { pythons: [wheel], libraries: [] });
    expect(peer).toMatchObject({ env: { OMP_NUM_THREADS: '3' } });
    expect(peer).not.toHaveProperty('env.LD_PRELOAD');
  });
});
