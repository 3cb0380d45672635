import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
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
    throw new NeuralError(`the checkpoint ${path} cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/** Reads a checkpoint. Throws NeuralError that names the file. */
export function readCheckpoint(path: string): Checkpoint {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new NeuralError(`the checkpoint ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  return decodeCheckpoint(bytes, path);
}
