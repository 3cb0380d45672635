import type { Tensor } from '@tensorflow/tfjs';

/** The values of a tensor in row-major order, read the way that every engine can: `await data()`. */
export async function read(tensor: Tensor): Promise<Float32Array> {
  const values = await tensor.data();
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
