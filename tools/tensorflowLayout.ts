import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The libraries of a wheel, and the further names that the binding's build and TensorFlow itself look for. */
const LIBRARIES = {
  'libtensorflow_cc.so.2': ['libtensorflow.so'],
  'libtensorflow_framework.so.2': ['libtensorflow_framework.so'],
} as const;

/** What a wheel must hold, below its folder `tensorflow`. */
const NEEDED = ['include/tensorflow/c/c_api.h', 'include/tensorflow/c/eager/c_api.h', ...Object.keys(LIBRARIES)];

/** How the TensorFlow library of a wheel gets to where the binding's build looks for it. */
export interface Layout {
  readonly wheel: string;
  /** `folder`: an unpacked wheel, which is linked to; `file`: a .whl, which is unpacked. */
  readonly kind: 'folder' | 'file';
  /** The folder `deps` of the package; replaced. */
  readonly deps: string;
  /** What will be done, in words. */
  readonly lines: readonly string[];
}

/**
 * The layout for a wheel, or for the folder that it was installed into. Throws a RangeError that says what is wrong
 * with the wheel: not there, not for Linux on this processor, not TensorFlow, or without the headers or libraries.
 */
export function plannedLayout(wheel: string, packageFolder: string): Layout {
  if (!existsSync(wheel)) throw new RangeError(`${wheel} is not there`);
  const kind = statSync(wheel).isDirectory() ? 'folder' : 'file';
  if (kind === 'file') checkName(basename(wheel));
  const held = kind === 'file' ? entries(wheel) : NEEDED.filter((path) => existsSync(join(wheel, 'tensorflow', path)));
  const missing = NEEDED.filter((path) => !held.includes(path));
  if (missing.length > 0)
    throw new RangeError(`${wheel} is no TensorFlow with its C interface: tensorflow/${missing[0]} is missing`);
  const deps = join(packageFolder, 'deps');
  const verb = kind === 'file' ? 'unpack' : 'link  ';
  const lines = [
    `${verb}    tensorflow/include → ${join(deps, 'include')}`,
    ...Object.keys(LIBRARIES).map((library) => `${verb}    tensorflow/${library} → ${join(deps, 'lib', library)}`),
    ...Object.entries(LIBRARIES).flatMap(([library, names]) =>
      names.map((name) => `name      ${library} also ${join(deps, 'lib', name)}`),
    ),
  ];
  return { wheel, kind, deps, lines };
}

/** Makes the folder `deps`, in place of the one that is there. */
export function layOut({ wheel, kind, deps }: Layout): void {
  rmSync(deps, { recursive: true, force: true });
  mkdirSync(join(deps, 'lib'), { recursive: true });
  if (kind === 'folder') place(join(wheel, 'tensorflow'), deps, symlinkSync);
  else {
    const unpacked = mkdtempSync(join(deps, '.wheel-'));
    unpack(wheel, unpacked);
    place(join(unpacked, 'tensorflow'), deps, renameSync);
    rmSync(unpacked, { recursive: true });
  }
  for (const [library, names] of Object.entries(LIBRARIES))
    for (const name of names) symlinkSync(library, join(deps, 'lib', name));
}

function place(from: string, deps: string, put: (from: string, to: string) => void): void {
  put(join(from, 'include'), join(deps, 'include'));
  for (const library of Object.keys(LIBRARIES)) put(join(from, library), join(deps, 'lib', library));
}

/** A wheel's name ends with its platform: tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl. */
function checkName(name: string): void {
  const processor = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  if (!/^tensorflow.*\.whl$/.test(name))
    throw new RangeError(`${name} is not named like a TensorFlow wheel (tensorflow*.whl)`);
  if (!new RegExp(`linux[_0-9]*_${processor}\\.whl$`).test(name))
    throw new RangeError(`${name} is not for Linux on ${processor}`);
}

/** The build itself needs Python, so Python may unpack as well. */
function python(script: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('python3', ['-c', script, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw new RangeError(`python3 is needed to read a wheel, and to build: ${error.message}`);
  if (status !== 0) throw new RangeError(`${args[0]} cannot be read: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  return stdout;
}

/** The files of a wheel below its folder `tensorflow`. */
function entries(wheel: string): string[] {
  const script = 'import sys, zipfile\nprint("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))';
  return python(script, [wheel])
    .split('\n')
    .filter((path) => path.startsWith('tensorflow/'))
    .map((path) => path.slice('tensorflow/'.length));
}

function unpack(wheel: string, folder: string): void {
  const script = [
    'import sys, zipfile',
    'wheel, folder = sys.argv[1:3]',
    'wanted = ("tensorflow/include/", "tensorflow/libtensorflow_")',
    'with zipfile.ZipFile(wheel) as z:',
    '    z.extractall(folder, [n for n in z.namelist() if n.startswith(wanted)])',
  ].join('\n');
  python(script, [wheel, folder]);
}
