import type { Engine } from '../../src/neural/engine/engine.js';
import type { Told } from './resultSpec.js';

/** What a section gets. */
export interface SectionInput {
  /** As `--engine` takes it. */
  readonly word: string;
  readonly small: boolean;
  /** Further words of the section, such as a batch. */
  readonly words: readonly string[];
  /** Tells a result at once, so that it is not lost whatever happens afterwards. */
  readonly tell: (name: string, value: Told) => void;
}

/** One part of the check, run in a process of its own. */
export type Section = (input: SectionInput) => Promise<void>;

/** What the transformer's sections need of a backend of TensorFlow.js for webgpu. */
export interface GpuBackend {
  readonly device: { readonly limits: object; readonly features: Iterable<string> };
  memory(): { readonly numBytesInGPU: number; readonly numBytesAllocatedInGPU: number };
  time(run: () => void): Promise<{ readonly kernelMs: number; readonly getExtraProfileInfo: () => string }>;
}

/** The backend of the webgpu engine; undefined on the others. */
export function gpuBackend({ name, tf }: Engine): GpuBackend | undefined {
  return name === 'webgpu' ? (tf.backend() as unknown as GpuBackend) : undefined;
}
