import { pathToFileURL } from 'node:url';
import { EngineError, firstLine, type Trouble } from './engineError.js';
import { load, packageVersion } from './packages.js';

/** What this program uses of an adapter: the names that its driver gives, and whether it is done in software. */
export interface Adapter {
  readonly info: {
    readonly vendor: string;
    readonly architecture: string;
    readonly device: string;
    readonly description: string;
    readonly isFallbackAdapter: boolean;
  };
}

/** What this program uses of `navigator.gpu`. */
export interface Gpu {
  requestAdapter(options?: { readonly powerPreference: 'high-performance' }): Promise<Adapter | null>;
}

/** The package `webgpu`: Dawn for Node. It is optional, so its types may not be there. */
interface Dawn {
  readonly create: (options: readonly string[]) => Gpu;
  readonly globals: object;
}

const DRIVER =
  'install the Vulkan driver of the GPU and, on Debian or Ubuntu, libvulkan1 and libegl1 (NVIDIA’s driver needs it, with or without a screen); in a container the driver must be visible, and where its ICD file is in an unusual folder, name it: VK_DRIVER_FILES=/…/nvidia_icd.json';

/**
 * WebGPU through Dawn, and the adapter whose name holds `named`, or else the one that Dawn prefers. A software
 * adapter is given only when named. `options`: further ones of Dawn. Throws an EngineError with the cause: package missing or not loadable, no
 * driver, no adapter of that name, only a software adapter.
 */
export async function findAdapter(
  named?: string,
  options: readonly string[] = [],
): Promise<{ gpu: Gpu; globals: object; adapter: Adapter }> {
  const { create, globals } = await loadDawn();
  const gpu = create(named === undefined ? options : [`adapter=${named}`, ...options]);
  let adapter: Adapter | null;
  try {
    adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch (error) {
    throw noAdapter(error, named);
  }
  if (adapter === null) throw new EngineError('webgpu', { cause: 'Dawn finds no GPU', cure: DRIVER });
  if (adapter.info.isFallbackAdapter && named === undefined)
    throw new EngineError('webgpu', {
      cause: `only a software adapter is here: ${adapterText(adapter)}`,
      cure: `for a GPU, ${DRIVER}; for tiny shapes ask for the software adapter by name, as in webgpu:SwiftShader`,
    });
  return { gpu, globals, adapter };
}

/** The adapter in words: what its driver says, without empty parts. */
export function adapterText({ info: { vendor, device, description } }: Adapter): string {
  return [description, device, vendor].filter((part) => part !== '').join(', ') || 'an adapter without a name';
}

async function loadDawn(): Promise<Dawn> {
  if (packageVersion('webgpu') === undefined)
    throw new EngineError('webgpu', {
      cause: 'the package webgpu is not installed',
      cure: 'npm install webgpu @tensorflow/tfjs-backend-webgpu@4.22',
    });
  try {
    return (await import(pathToFileURL(load.resolve('webgpu')).href)) as Dawn;
  } catch (error) {
    throw new EngineError('webgpu', {
      cause: `the package webgpu does not load: ${firstLine(error)}`,
      cure: 'its binaries are for Linux (glibc 2.34 or later), macOS and Windows, on x64 and arm64; install it again: npm install webgpu',
    });
  }
}

/** Dawn throws when no adapter has the name; its message then lists the adapters, one a line. */
function noAdapter(error: unknown, named: string | undefined): EngineError {
  const text = error instanceof Error ? error.message : String(error);
  const names = [...text.matchAll(/name: '([^']*)'/g)].map(([, name]) => name);
  const trouble: Trouble =
    named === undefined || names.length === 0
      ? { cause: `Dawn finds no adapter: ${firstLine(error)}`, cure: DRIVER }
      : {
          cause: `no adapter's name holds "${named}"`,
          cure: `use a part of one of these, letters' case included: ${names.join(', ')}`,
        };
  return new EngineError('webgpu', trouble);
}
