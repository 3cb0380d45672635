import { calmPolling } from './calmPolling.js';
import type { Engine } from './engine.js';
import { readUnlessFaulty, type WatchedDevice } from './deviceFaults.js';
import { EngineError, firstLine } from './engineError.js';
import { type FatBackend, makeLean } from './leanBackend.js';
import { load, packageVersion } from './packages.js';
import { PROGRAMS_TOGETHER } from './programsTogether.js';
import { read } from './read.js';
import { loadTfjs, useBackend } from './tfjs.js';
import { adapterText, findAdapter } from './webgpuAdapter.js';

const PACKAGE = '@tensorflow/tfjs-backend-webgpu';

/** How the webgpu engine is opened. */
export interface WebgpuOptions {
  /** A part of the adapter's name; needed for a software adapter. */
  readonly adapter?: string;
  /**
   * Lets tensors of fewer than 1000 entries be computed by plain JavaScript when they have not been uploaded yet
   * (the flag WEBGPU_CPU_FORWARD). Off by default, so that the engine that is named is the one that computes.
   */
  readonly cpuForward?: boolean;
  /** Further options of Dawn, as in "disable-dawn-features=timestamp_quantization". */
  readonly dawn?: readonly string[];
}

/** A GPU of any vendor, through Dawn (Vulkan, Metal or Direct3D 12). Throws an EngineError with the cause. */
export async function openWebgpu(options: WebgpuOptions = {}): Promise<Engine> {
  const { adapter: named, cpuForward = false, dawn = [] } = options;
  const backendVersion = packageVersion(PACKAGE);
  if (backendVersion === undefined)
    throw new EngineError('webgpu', {
      cause: `the package ${PACKAGE} is not installed`,
      cure: `npm install webgpu ${PACKAGE}@4.22`,
    });
  const { gpu, globals, adapter } = await findAdapter(named, dawn);
  // Before the backend is loaded: it registers itself only where it sees navigator.gpu. (From Node 21 on there is
  // a navigator, which cannot be assigned to.)
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true, writable: true });
  const tf = await loadTfjs();
  try {
    load(PACKAGE);
    tf.env().set('WEBGPU_CPU_FORWARD', cpuForward);
    tf.env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', PROGRAMS_TOGETHER);
    await useBackend(tf, 'webgpu');
    calmPolling();
    makeLean(tf.backend() as unknown as FatBackend);
  } catch (error) {
    throw new EngineError('webgpu', {
      cause: `${adapterText(adapter)} does not start: ${firstLine(error)}`,
      cure: 'update the driver of the GPU',
    });
  }
  const software = adapter.info.isFallbackAdapter;
  return {
    name: 'webgpu',
    tf,
    info: {
      name: 'webgpu',
      versions: {
        'tfjs-core': tf.version['tfjs-core'],
        'tfjs-backend-webgpu': backendVersion,
        webgpu: packageVersion('webgpu') ?? 'unknown',
      },
      device: adapterText(adapter),
      gpu: !software,
      software,
    },
    read: readUnlessFaulty((tf.backend() as unknown as { readonly device: WatchedDevice }).device, read),
    close: () => tf.removeBackend('webgpu'),
  };
}
