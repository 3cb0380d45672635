import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from './usageError.js';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory',
  EISDIR: 'it is a directory; name a file',
  ENOTDIR: 'part of the path is a file, not a directory',
  EEXIST: 'a file of that name is in the way',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
};

/**
 * The text of a UTF-8 file, without a byte order mark. Throws UsageError when there is none to read: a missing
 * file, a directory, an empty file, other encodings.
 */
export function readText(path: string): string {
  const bytes = attempt(`cannot read ${path}`, () => readFileSync(path));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: it is not UTF-8 text; save it as UTF-8`, { cause });
  }
  if (text.trim() === '') throw new UsageError(`${path} is empty`);
  return text;
}

/** Makes sure that a file can be read, without reading it. Throws UsageError otherwise. */
export function checkReadable(path: string): void {
  const isDirectory = attempt(`cannot read ${path}`, () => {
    accessSync(path, constants.R_OK);
    return statSync(path).isDirectory();
  });
  if (isDirectory) throw new UsageError(`cannot read ${path}: ${WHY['EISDIR']}`);
}

/**
 * Writes a file such that it is there as a whole or not at all: the text goes to a temporary file beside it,
 * which then takes its name. Throws UsageError when it cannot be written.
 */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  attempt(`cannot write ${path}`, () => {
    try {
      writeFileSync(temporary, text);
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
}

/** Makes sure that files can be written in a directory, which is created if need be. Throws UsageError otherwise. */
export function prepareDirectory(path: string): void {
  attempt(`cannot write to the directory ${path}`, () => {
    makeDirectory(path);
    const probe = join(path, `.${process.pid}.tmp`);
    writeFileSync(probe, '');
    rmSync(probe);
  });
}

/** As `prepareDirectory`, for the directory that `file` lies in. */
export function prepareDirectoryOf(file: string): void {
  prepareDirectory(dirname(file));
}

/** Node's own recursive mkdir does not end where a parent refuses new entries with ENOENT, as /proc does. */
function makeDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent);
  mkdirSync(path);
}

function attempt<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    throw new UsageError(`${what}: ${WHY[code] ?? code}`, { cause: error });
  }
}
