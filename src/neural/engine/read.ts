import { setImmediate } from 'node:timers/promises';
import type { Tensor } from '@tensorflow/tfjs';

/** The values of a tensor in row-major order, read the way that every engine can: `await data()`. */
export async function read(tensor: Tensor): Promise<Float32Array> {
  const values = await tensor.data();
  // The plain engines answer at once, so that without this pause a long computation would see no signal (Ctrl-C).
  await setImmediate();
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
