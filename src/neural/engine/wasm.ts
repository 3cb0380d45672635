import type { Engine } from './engine.js';
import { EngineError, firstLine } from './engineError.js';
import { withoutForeignHandlers } from './foreignHandlers.js';
import { read } from './read.js';
import { loadTfjs, useBackend } from './tfjs.js';

const PACKAGE = '@tensorflow/tfjs-backend-wasm';

/** WebAssembly with SIMD, on one thread under Node. Throws an EngineError when the package or its .wasm files are not usable. */
export async function openWasm(): Promise<Engine> {
  const tf = await loadTfjs();
  try {
    const { version_wasm: version } = await import('@tensorflow/tfjs-backend-wasm');
    await withoutForeignHandlers(() => useBackend(tf, 'wasm'));
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    return {
      name: 'wasm',
      tf,
      info: {
        name: 'wasm',
        versions: { 'tfjs-core': tf.version['tfjs-core'], 'tfjs-backend-wasm': version },
        device: `WebAssembly ${simd === true ? 'with' : 'without'} SIMD, one thread`,
        gpu: false,
        software: false,
      },
      read,
      close: () => undefined,
    };
  } catch (error) {
    throw new EngineError('wasm', {
      cause: `${PACKAGE} does not start: ${firstLine(error)}`,
      cure: `install it again: npm install ${PACKAGE}@4.22`,
    });
  }
}
