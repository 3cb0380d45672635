import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { engineLine } from '../src/neural/engine/engineLine.js';
import { probe } from '../src/neural/engine/probe.js';
import { ROOT } from './sourceTree.js';
import { layOut, type Layout, plannedLayout } from './tensorflowLayout.js';

const USE = `Builds @tensorflow/tfjs-node-gpu against the TensorFlow library of a Python wheel (docs/engines.md).

  npx tsx tools/buildTensorflowBinding.ts WHEEL [--package FOLDER] [--dry-run]

WHEEL      a TensorFlow wheel for Linux (tensorflow-2.x-*.whl), or the folder that it was installed into
           (site-packages, with tensorflow/include and tensorflow/libtensorflow_cc.so.2 below it)
--package  the folder of @tensorflow/tfjs-node-gpu (default: the one in node_modules)
--dry-run  say what would be done, and change nothing`;

/** Something that the user can mend: printed as one line, exit code 2. */
class UseError extends Error {}

function settings() {
  const { values, positionals } = parse();
  if (values.help === true) {
    console.log(USE);
    return undefined;
  }
  if (positionals.length !== 1)
    throw new UseError(`one wheel or folder is needed, not ${positionals.length}; see --help`);
  const folder = resolve(values.package ?? join(ROOT, 'node_modules/@tensorflow/tfjs-node-gpu'));
  if (!existsSync(join(folder, 'binding.gyp')))
    throw new UseError(
      `${folder} does not hold @tensorflow/tfjs-node-gpu: npm install --ignore-scripts @tensorflow/tfjs-node-gpu@4.22`,
    );
  return { wheel: resolve(positionals[0]), folder, isDry: values['dry-run'] === true };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { package: { type: 'string' }, 'dry-run': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new UseError(`${(error as Error).message}; see --help`, { cause: error });
  }
}

/** The program of node-pre-gyp, which the package brings. */
function builder(folder: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve('@mapbox/node-pre-gyp/bin/node-pre-gyp');
  } catch (error) {
    throw new UseError(`@mapbox/node-pre-gyp is not beside ${folder}: install the package with its dependencies`, {
      cause: error,
    });
  }
}

async function main(): Promise<number> {
  const asked = settings();
  if (asked === undefined) return 0;
  const { wheel, folder, isDry } = asked;
  const layout: Layout = plannedLayout(wheel, folder);
  const program = builder(folder);
  for (const line of layout.lines) console.log(line);
  console.log(`compile   node ${program} install --build-from-source   (in ${folder})`);
  if (isDry) return 0;

  layOut(layout);
  const { status } = spawnSync(process.execPath, [program, 'install', '--build-from-source'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error('the compilation failed: it needs a C++ compiler, make, Python 3 and the headers of Node');
    return 1;
  }
  if (folder !== join(ROOT, 'node_modules/@tensorflow/tfjs-node-gpu')) return 0;
  const answer = await probe({ name: 'tensorflow' });
  console.log(answer.works ? engineLine(answer.info) : `it does not work yet: ${answer.cause}; ${answer.cure}`);
  return answer.works ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UseError || error instanceof RangeError)) throw error;
  console.error(`buildTensorflowBinding: ${error.message}`);
  process.exitCode = 2;
}
