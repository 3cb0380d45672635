import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../../tools/sourceTree.js';
import { layOut, plannedLayout } from '../../../tools/tensorflowLayout.js';

const PROCESSOR = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const WHEEL = `tensorflow-2.21.0-cp311-cp311-manylinux_2_27_${PROCESSOR}.whl`;
const FILES = [
  'tensorflow/include/tensorflow/c/c_api.h',
  'tensorflow/include/tensorflow/c/eager/c_api.h',
  'tensorflow/libtensorflow_cc.so.2',
  'tensorflow/libtensorflow_framework.so.2',
  'tensorflow/python/other.py',
];

vi.setConfig({ testTimeout: 120_000 });

let place: string;
beforeEach(() => void (place = mkdtempSync(join(tmpdir(), 'seeupo-wheel-'))));
afterEach(() => rmSync(place, { recursive: true }));

/** An unpacked wheel whose every file holds its own name. */
function unpacked(files: readonly string[] = FILES): string {
  const folder = join(place, 'site-packages');
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
  return folder;
}

/** The package, as far as the script looks at it. */
function bindingPackage(): string {
  const folder = join(place, 'node_modules/@tensorflow/tfjs-node-gpu');
  const builder = join(place, 'node_modules/@mapbox/node-pre-gyp/bin');
  for (const path of [join(folder, 'deps'), builder]) mkdirSync(path, { recursive: true });
  writeFileSync(join(folder, 'binding.gyp'), '{}');
  writeFileSync(join(folder, 'deps/of-another-time'), '');
  writeFileSync(join(builder, 'node-pre-gyp'), 'console.log("built", process.argv.slice(2).join(" "), process.cwd());');
  return folder;
}

function expectLaidOut(deps: string): void {
  expect(existsSync(join(deps, 'of-another-time'))).toBe(false);
  expect(readFileSync(join(deps, 'include/tensorflow/c/c_api.h'), 'utf8')).toBe(FILES[0]);
  for (const [name, file] of [
    ['libtensorflow_cc.so.2', FILES[2]],
    ['libtensorflow.so', FILES[2]],
    ['libtensorflow_framework.so.2', FILES[3]],
    ['libtensorflow_framework.so', FILES[3]],
  ])
    expect(readFileSync(join(deps, 'lib', name), 'utf8')).toBe(file);
  expect(readlinkSync(join(deps, 'lib/libtensorflow.so'))).toBe('libtensorflow_cc.so.2');
}

function run(...args: string[]) {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const program = join(ROOT, 'tools/buildTensorflowBinding.ts');
  return spawnSync(process.execPath, ['--import', tsx, program, ...args], { encoding: 'utf8' });
}

describe('the layout of a wheel', () => {
  it('links to a wheel that is installed', () => {
    const folder = bindingPackage();
    const layout = plannedLayout(unpacked(), folder);
    layOut(layout);
    expectLaidOut(layout.deps);
    expect(lstatSync(join(layout.deps, 'include')).isSymbolicLink()).toBe(true);
  });

  it('needs both headers and both libraries', () => {
    for (const file of FILES.slice(0, 4)) {
      const folder = unpacked(FILES.filter((other) => other !== file));
      expect(() => plannedLayout(folder, place)).toThrow(`${file} is missing`);
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses what is not there, and other wheels by their names', () => {
    const refusal = (name: string): string => {
      writeFileSync(join(place, name), '');
      try {
        plannedLayout(join(place, name), place);
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    expect(() => plannedLayout(join(place, 'none.whl'), place)).toThrow('none.whl is not there');
    expect(refusal('numpy-2.0-cp311-cp311-manylinux_2_17_x86_64.whl')).toContain('not named like a TensorFlow wheel');
    expect(refusal('tensorflow-2.21.0-cp311-cp311-win_amd64.whl')).toContain('is not for Linux');
    expect(refusal('tensorflow-2.21.0-cp311-cp311-macosx_12_0_arm64.whl')).toContain('is not for Linux');
  });
});

if (spawnSync('python3', ['--version']).status === 0) {
  describe('a wheel that is a file', () => {
    function wheel(): string {
      const script =
        'import sys, zipfile, os\nz = zipfile.ZipFile(sys.argv[1], "w")\nfor f in sys.argv[2:]: z.write(f, f)\nz.close()';
      const path = join(place, WHEEL);
      const made = spawnSync('python3', ['-c', script, path, ...FILES], { cwd: unpacked(), encoding: 'utf8' });
      expect(made.stderr).toBe('');
      return path;
    }

    it('is unpacked, but for what the binding does not need', () => {
      const layout = plannedLayout(wheel(), bindingPackage());
      layOut(layout);
      expectLaidOut(layout.deps);
      expect(lstatSync(join(layout.deps, 'include')).isSymbolicLink()).toBe(false);
      expect(existsSync(join(layout.deps, 'python'))).toBe(false);
    });

    it('is refused when it is no archive', () => {
      writeFileSync(join(place, WHEEL), 'nothing');
      expect(() => plannedLayout(join(place, WHEEL), place)).toThrow('cannot be read: ');
    });
  });
} else console.warn('\nNOT CHECKED here: unpacking a wheel, which needs python3\n');

describe('the program', () => {
  it('only says what it would do with --dry-run', () => {
    const folder = bindingPackage();
    const { stdout, stderr, status } = run(unpacked(), '--package', folder, '--dry-run');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout.match(/^(link|name|compile)/gm)).toEqual(['link', 'link', 'link', 'name', 'name', 'compile']);
    expect(existsSync(join(folder, 'deps/of-another-time'))).toBe(true);
  });

  it('lays out, and compiles with what the package brings', () => {
    const folder = bindingPackage();
    const { stdout, status } = run(unpacked(), '--package', folder);
    expect(status).toBe(0);
    expect(stdout).toContain('built install --build-from-source');
    expectLaidOut(join(folder, 'deps'));
  });

  it('says in one line what is wrong with its use', () => {
    const complaints = [run(), run('a', 'b'), run('--what'), run('a', '--package', place)];
    expect(complaints.map(({ status }) => status)).toEqual([2, 2, 2, 2]);
    expect(complaints.map(({ stderr }) => stderr.trim().split('\n').length)).toEqual([1, 1, 1, 1]);
    expect(complaints[3].stderr).toContain('npm install --ignore-scripts @tensorflow/tfjs-node-gpu@4.22');
    expect(run('--help').stdout).toContain('--dry-run');
  });
});
