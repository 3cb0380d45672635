import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { getSystemErrorMap } from 'node:util';
import { NeuralError } from '../neuralError.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';

/**
 * Writes a checkpoint in one piece: into a new file beside `path`, which then takes its name, so that a crash, a full
 * disk or Ctrl-C leaves the former checkpoint as it was. Throws NeuralError when it cannot be written.
 */
export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    const file = openSync(draft, 'w');
    try {
      const bytes = encodeCheckpoint(checkpoint);
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new NeuralError(`the checkpoint ${path} cannot be written: ${reasonOf(error)}`, { cause: error });
  }
}

/** Reads a checkpoint. Throws NeuralError that names the file. */
export function readCheckpoint(path: string): Checkpoint {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new NeuralError(`the checkpoint ${path} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  return decodeCheckpoint(bytes, path);
}

/** What the system says, without its codes, and with the path once only. */
function reasonOf(error: unknown): string {
  const { code, errno, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file or directory';
  if (code === 'EISDIR') return 'it is a directory; name a file';
  return getSystemErrorMap().get(errno ?? 0)?.[1] ?? message;
}
