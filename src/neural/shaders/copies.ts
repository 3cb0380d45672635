import type { Rank, Tensor, Tensor1D, TF } from '../tf.js';
import { unwritten } from './shader.js';
import { backendOf, bufferFor } from './shaderBackend.js';

const BYTES = 4;

/**
 * The entries of x, row by row, as tensors of the given shapes, one after the other. Copies within the device, which
 * cost the host a tenth of a kernel.
 */
export function partsByCopy(tf: TF, x: Tensor, shapes: readonly (readonly number[])[]): Tensor[] {
  const copy = copier(tf);
  let start = 0;
  return shapes.map((shape) => {
    const part = unwritten<Rank>(tf, [...shape]);
    copy(x, start, part, 0, part.size);
    start += part.size;
    return part;
  });
}

/** The inverse of `partsByCopy`. */
export function joinedByCopy(tf: TF, parts: readonly Tensor[]): Tensor1D {
  const copy = copier(tf);
  const joined = unwritten<Rank.R1>(tf, [parts.reduce((sum, { size }) => sum + size, 0)]);
  let start = 0;
  for (const part of parts) {
    copy(part, 0, joined, start, part.size);
    start += part.size;
  }
  return joined;
}

/** Copies `size` entries within the commands that the backend is gathering. */
function copier(tf: TF): (from: Tensor, fromEntry: number, to: Tensor, toEntry: number, size: number) => void {
  const backend = backendOf(tf);
  return (from, fromEntry, to, toEntry, size) => {
    const [source, target] = [bufferFor(backend, from), bufferFor(backend, to)];
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.commandEncoder.copyBufferToBuffer(source, BYTES * fromEntry, target, BYTES * toEntry, BYTES * size);
  };
}
