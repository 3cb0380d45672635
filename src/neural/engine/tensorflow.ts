import util from 'node:util';
import type { Engine, Tf } from './engine.js';
import { EngineError, firstLine, type Trouble } from './engineError.js';
import { gpuName } from './gpuName.js';
import { load, packageVersion } from './packages.js';
import { read } from './read.js';
import { useBackend } from './tfjs.js';

/** The package that binds TensorFlow's C library. */
export const BINDING = '@tensorflow/tfjs-node-gpu';

/**
 * What TensorFlow reads from the environment when it loads:
 * - NVIDIA_TF32_OVERRIDE=0: cards from Ampere on would multiply float32 with ten bits of mantissa (an error of 5e-4);
 * - TF_FORCE_GPU_ALLOW_GROWTH: else one process takes the memory of the whole card;
 * - TF_CPP_MIN_LOG_LEVEL=1: no greetings; warnings stay.
 */
export const ENVIRONMENT = {
  NVIDIA_TF32_OVERRIDE: '0',
  TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  TF_CPP_MIN_LOG_LEVEL: '1',
} as const;

const GUIDE = 'for current cards build it against a newer TensorFlow: docs/engines.md in the repository';

/** TensorFlow's own backend, as far as it is used here. */
interface NativeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: { readonly TF_Version: string };
}

/**
 * The TensorFlow library: on an NVIDIA GPU when it finds CUDA, else (info.gpu false) on the CPU. Throws an
 * EngineError with the cause: package, native part or library missing. Sets the variables of `ENVIRONMENT` that are not
 * set already.
 */
export async function openTensorflow(): Promise<Engine> {
  const version = packageVersion(BINDING);
  if (version === undefined)
    throw new EngineError('tensorflow', {
      cause: `the package ${BINDING} is not installed (npm leaves it out when its installer fails)`,
      cure: `npm install ${BINDING}@4.22 (Linux x64 or Windows); ${GUIDE}`,
    });
  for (const [name, value] of Object.entries(ENVIRONMENT)) process.env[name] ??= value;
  restoreOldUtilities();
  let tf: Tf;
  try {
    tf = load(BINDING) as Tf;
    await useBackend(tf, 'tensorflow');
  } catch (error) {
    throw new EngineError('tensorflow', troubleOf(error));
  }
  const { isUsingGpuDevice: gpu, binding } = tf.backend() as unknown as NativeBackend;
  return {
    name: 'tensorflow',
    tf,
    info: {
      name: 'tensorflow',
      versions: {
        'tfjs-core': tf.version['tfjs-core'],
        'tfjs-node-gpu': version,
        libtensorflow: binding.TF_Version,
      },
      device: gpu ? gpuName() : 'CPU, TensorFlow finds no GPU',
      gpu,
      software: false,
    },
    read,
    close: () => undefined,
  };
}

/** What TensorFlow.js 4.22 still calls, and Node 23 no longer has. */
function restoreOldUtilities(): void {
  const old: Record<string, (value: unknown) => boolean> = {
    isNullOrUndefined: (value) => value === null || value === undefined,
    isArray: (value) => Array.isArray(value),
  };
  for (const [name, test] of Object.entries(old))
    if (!(name in util)) Object.defineProperty(util, name, { value: test, configurable: true, writable: true });
}

/** What a failure to load means. */
export function troubleOf(error: unknown): Trouble {
  const text = firstLine(error);
  const library = /(\S+\.(?:so|dll|dylib)\S*): cannot open shared object file/.exec(text)?.[1];
  if (library !== undefined)
    return {
      cause: `the library ${library} is missing`,
      cure: library.startsWith('libtensorflow')
        ? `let the package fetch it: npm rebuild ${BINDING}; ${GUIDE}`
        : `install what holds ${library}, and put its folder on LD_LIBRARY_PATH`,
    };
  if (/tfjs_binding\.node\) can not be found/.test(text))
    return {
      cause: `${BINDING} has no native part: its installer did not run, or could not download TensorFlow`,
      cure: `npm rebuild ${BINDING}; ${GUIDE}`,
    };
  return { cause: `${BINDING} does not load: ${text}`, cure: `npm rebuild ${BINDING}; ${GUIDE}` };
}
