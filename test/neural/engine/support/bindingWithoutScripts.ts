import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../../tools/sourceTree.js';

const NAME = '@tensorflow/tfjs-node-gpu';

interface Manifest {
  packages: Record<string, object>;
}

/**
 * The binding as npm installs it when its installer may not run: the package is there, its native part is not. In the
 * versions of this project's lock file, and from npm's cache where that has them.
 */
export class BindingWithoutScripts {
  private readonly directory = mkdtempSync(join(tmpdir(), 'seeupo-binding-'));
  readonly folder = join(this.directory, 'node_modules', NAME);

  constructor() {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Manifest;
    const root = { name: 'place', private: true, dependencies: { [NAME]: '4.22' } };
    lock.packages[''] = root;
    writeFileSync(join(this.directory, 'package.json'), JSON.stringify(root));
    writeFileSync(join(this.directory, 'package-lock.json'), JSON.stringify({ ...lock, name: 'place' }));
    const { status, stderr } = spawnSync('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit'], {
      cwd: this.directory,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`npm cannot install ${NAME}, not even without its installer: ${stderr}`);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
