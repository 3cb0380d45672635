import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import type { Device } from '../../../src/neural/tf.js';

/** The engines that every machine has. */
export const PLAIN_BACKENDS = ['cpu', 'wasm'] as const;

/** tfjs on one of them. They share one namespace, so only the one asked for last may be used. */
export async function testDevice(backend: (typeof PLAIN_BACKENDS)[number]): Promise<Device> {
  if (!(await tf.setBackend(backend))) throw new Error(`no backend ${backend}`);
  await tf.ready();
  return { tf, read: async (tensor) => Float32Array.from(await tensor.data()) };
}

/** The largest |a − b| over corresponding entries, relative to the largest |b| (at least 1e-30). */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const size = Math.max(1e-30, ...Array.from(b, Math.abs));
  if (a.length !== b.length) return Infinity;
  return Math.max(...Array.from(a, (x, i) => (Number.isNaN(x) ? Infinity : Math.abs(x - b[i])))) / size;
}
