import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EngineName } from '../../../../src/neural/engine/engine.js';
import { ROOT } from '../../../../tools/sourceTree.js';

/** The packages of this project that the copy may be given, where they are installed. */
const OWN = ['tsx', 'zod', '@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'] as const;

/**
 * A copy of the engines' sources in a directory of its own, which sees the packages that it is given and no others:
 * a real installation in a real broken state.
 */
export class EngineTree {
  readonly directory = mkdtempSync(join(tmpdir(), 'seeupo-engines-'));

  /** `packages`: further packages, name → folder that holds it. */
  constructor(packages: Readonly<Record<string, string>> = {}) {
    cpSync(join(ROOT, 'src/neural/engine'), join(this.directory, 'engine'), { recursive: true });
    writeFileSync(join(this.directory, 'package.json'), '{ "type": "module" }');
    for (const name of OWN) this.link(name, installed(name));
    for (const [name, folder] of Object.entries(packages)) this.link(name, folder);
  }

  /** The folder of a package in this tree. */
  packagePath(name: string): string {
    return join(this.directory, 'node_modules', name);
  }

  /** Writes a package of one file into the tree. */
  writePackage(name: string, source: string): void {
    mkdirSync(this.packagePath(name), { recursive: true });
    writeFileSync(join(this.packagePath(name), 'package.json'), `{ "version": "0.0.0", "main": "index.cjs" }`);
    writeFileSync(join(this.packagePath(name), 'index.cjs'), source);
  }

  /**
   * Runs a module beside the engines' sources, and returns what it gives to `report` as JSON. The module is the body
   * of an async function; `load` imports a file of the engines.
   */
  async run(body: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const program = join(this.directory, 'engine', 'run.mts');
    const head =
      'const load = (file: string) => import(`./${file}.js`);\nconst report = (x: unknown) => process.send!(x);\n';
    writeFileSync(program, `${head}${body}\nprocess.disconnect();\n`);
    return runModule(program, env);
  }

  /** What a probe in this tree answers. */
  probe(request: object, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
    return this.run(`const { probe } = await load('probe');\nreport(await probe(${JSON.stringify(request)}));`, env);
  }

  /** What opening an engine in this tree comes to, without a probe before: `works`, or the cause and the cure. */
  open(name: EngineName): Promise<unknown> {
    return this.run(`
      const { openHere } = await load('openHere');
      const failed = ({ cause, cure }) => ({ works: false, cause, cure });
      report(await openHere('${name}').then(({ engine }) => ({ works: true, info: engine.info }), failed));`);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private link(name: string, folder: string): void {
    mkdirSync(dirname(this.packagePath(name)), { recursive: true });
    symlinkSync(folder, this.packagePath(name));
  }
}

/** The folder of a package of this project. */
export function installed(name: string): string {
  return join(ROOT, 'node_modules', name);
}

/** Is the package installed in this project? */
export function isInstalled(name: string): boolean {
  return existsSync(join(installed(name), 'package.json'));
}

/** Runs a TypeScript module in a process of its own, and returns the one message that it sends. */
export async function runModule(program: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', tsx, program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let answer: { readonly value: unknown } | undefined;
  const log: Buffer[] = [];
  child.on('message', (value) => (answer = { value }));
  child.stderr?.on('data', (chunk: Buffer) => log.push(chunk));
  await new Promise((resolve) => child.on('close', resolve));
  if (answer === undefined) throw new Error(`${program} reported nothing: ${Buffer.concat(log).toString()}`);
  return answer.value;
}
