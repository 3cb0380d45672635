import type { Tf } from './engine.js';

/**
 * The union package: cpu engine, operations and, unlike tfjs-core alone, the gradients. Its CommonJS object, which the
 * packages of the other engines see as well.
 */
export async function loadTfjs(): Promise<Tf> {
  const { default: tf } = (await import('@tensorflow/tfjs')) as unknown as { default: Tf };
  return tf;
}

/**
 * Makes `backend` the one that computes, and throws when it cannot be. `await setBackend` answers false then, while
 * getBackend() goes on to name the backend that failed.
 */
export async function useBackend(tf: Tf, backend: string): Promise<void> {
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js could not start its backend "${backend}"`);
  await tf.ready();
}
