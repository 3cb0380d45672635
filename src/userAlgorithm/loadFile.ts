import { existsSync } from 'node:fs';
import { register as registerHooks } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { register as registerTypescript } from 'tsx/esm/api';
import { DefinitionError } from '../algorithm/defineAlgorithm.js';
import { ExactError } from '../exact/exactError.js';
import type { HookData } from './resolveHooks.js';
import { shownPath, thrownText } from './thrownText.js';
import { exportedAlgorithm, type UserAlgorithm } from './userAlgorithm.js';

/** A user's file that holds no algorithm: one line that names the file, the place and the fix. */
export class UserFileError extends Error {
  override readonly name = 'UserFileError';
}

/** This module and its neighbours are compiled, or TypeScript under a loader. */
const EXTENSION = import.meta.url.endsWith('.ts') ? '.ts' : '.js';

let prepared = false;

/**
 * Loads an algorithm from a TypeScript or JavaScript file, and what it imports. Only for a thread of its own: the
 * loader's hooks stay in force. Throws UserFileError when the file does not load, or holds no algorithm.
 */
export async function loadAlgorithm(path: string): Promise<UserAlgorithm> {
  prepareLoader();
  let exports: Readonly<Record<string, unknown>>;
  try {
    exports = (await import(pathToFileURL(path).href)) as typeof exports;
  } catch (error) {
    throw new UserFileError(loadProblem(shownPath(path), error), { cause: error });
  }
  try {
    return exportedAlgorithm(exports, basename(path).replace(/\.[^.]+$/, ''));
  } catch (error) {
    if (error instanceof DefinitionError)
      throw new UserFileError(`${shownPath(path)}: ${error.message}`, { cause: error });
    throw error;
  }
}

function prepareLoader(): void {
  if (prepared) return;
  prepared = true;
  registerTypescript();
  const own = Object.fromEntries(
    [
      ['seeupo', '../index'],
      ['seeupo/vitest', '../vitest/index'],
    ].map(([name, module]) => [name, new URL(module + EXTENSION, import.meta.url).href]),
  );
  // Registered last, asked first.
  registerHooks(new URL(`./resolveHooks${EXTENSION}`, import.meta.url), { data: { own } satisfies HookData });
}

function loadProblem(path: string, error: unknown): string {
  if (!(error instanceof Error)) return `${path}: while loading it threw ${thrownText(error)}`;
  if (error.name === 'TransformError') return syntaxProblem(path, error.message);
  const { message, stack = '' } = error;
  if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') {
    return `${path}: ${importProblem(message)}`;
  }
  const missing = /module '(.+)' does not provide an export named '(.+)'/.exec(message);
  if (missing !== null) {
    // Node puts "file:line" above the stack of an error in linking.
    const place = /^(?:file:\/\/)?(\/.+:\d+)$/m.exec(stack.split('\n', 1)[0])?.[1];
    const where = place === undefined ? path : shownPath(place);
    return `${where}: "${missing[1]}" exports no "${missing[2]}"; correct the name or leave it out`;
  }
  if ([DefinitionError, RangeError, ExactError].some((kind) => error instanceof kind)) {
    // Complaints of this package's constructors; the place is where they were called.
    const place = /\(([^()]+:\d+):\d+\)$/.exec(thrownText(error))?.[1] ?? path;
    return `${place}: ${message}`;
  }
  return `${path}: while loading it threw ${thrownText(error)}`;
}

/** esbuild's first complaint: "file:line:column: ERROR: text". */
function syntaxProblem(path: string, message: string): string {
  const [, place, text] = /^(.+:\d+:\d+): ERROR: (.*)$/m.exec(message) ?? [undefined, path, message];
  return `${shownPath(place)}: this is no TypeScript: ${text}; correct the syntax`;
}

function importProblem(message: string): string {
  const [, kind, wanted, from] = /^Cannot find (module|package) '(.+?)' imported from (.+)$/.exec(message) ?? [];
  if (wanted === undefined) return message;
  const importer = from.startsWith('file:') ? fileURLToPath(from) : from;
  const fix = kind === 'package' ? `install it (npm install ${wanted})` : 'correct the path';
  const where = existsSync(importer) ? ` that ${shownPath(importer)} imports` : '';
  return `the ${kind} "${shownPath(wanted)}"${where} is not there; ${fix}`;
}
