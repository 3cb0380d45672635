import { z } from 'zod';
import { NeuralError } from '../neuralError.js';

/** A float32 tensor on the host. */
export interface HostTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** What a safetensors file holds: named tensors in order, and named texts. */
export interface SafetensorsFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, HostTensor>;
}

/** The length of the header comes first, as an unsigned 64-bit integer, low byte first. */
const PREFIX = 8;
const FLOAT = Float32Array.BYTES_PER_ELEMENT;
/** Readers in other languages refuse longer headers. */
const LONGEST_HEADER = 100_000_000;

const entrySpec = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const metadataSpec = z.record(z.string(), z.string());

/** The bytes of a file in the safetensors format: float32, low byte first, tensors without gaps in their order. */
export function encodeSafetensors({ metadata, tensors }: SafetensorsFile): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + FLOAT * values.length] };
    offset += FLOAT * values.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Blanks behind the header let the data start at a multiple of 8, so that readers can map it.
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(PREFIX + headerLength + offset).fill(0x20, PREFIX, PREFIX + headerLength);
  bytes.set(text, PREFIX);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  let at = PREFIX + headerLength;
  for (const { values } of tensors.values()) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += FLOAT;
    }
  }
  return bytes;
}

/** The inverse of `encodeSafetensors`. Throws NeuralError, with `where`, for bytes that are no such file. */
export function decodeSafetensors(bytes: Uint8Array, where: string): SafetensorsFile {
  const fail = (what: string): never => {
    throw new NeuralError(`${where}: ${what}; this is no safetensors file, or not all of one: take another copy`);
  };
  if (bytes.length < PREFIX) fail(`the file has ${bytes.length} bytes, too few`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = PREFIX + headerLength;
  if (headerLength > LONGEST_HEADER || start > bytes.length)
    fail(`its header should have ${headerLength} bytes, the file has ${bytes.length}`);
  const header = headerOf(bytes.subarray(PREFIX, start), fail);
  const metadata = metadataSpec.safeParse(header['__metadata__'] ?? {});
  if (!metadata.success) return fail('its metadata are no texts');
  const tensors = new Map<string, HostTensor>();
  for (const [name, written] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const entry = entrySpec.safeParse(written);
    if (!entry.success) return fail(`the header's entry "${name}" is malformed`);
    const { dtype, shape, data_offsets: offsets } = entry.data;
    const size = shape.reduce((product, n) => product * n, 1);
    if (dtype !== 'F32') fail(`tensor "${name}" has the type ${dtype} where F32 is expected`);
    if (offsets[1] - offsets[0] !== FLOAT * size || start + offsets[1] > bytes.length) {
      fail(`tensor "${name}" does not fit its place`);
    }
    const values = Float32Array.from({ length: size }, (_, i) => view.getFloat32(start + offsets[0] + FLOAT * i, true));
    tensors.set(name, { shape, values });
  }
  return { metadata: metadata.data, tensors };
}

function headerOf(bytes: Uint8Array, fail: (what: string) => never): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return fail('the header is no JSON object');
  }
}
