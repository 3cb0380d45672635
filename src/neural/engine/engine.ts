import type * as TensorFlow from '@tensorflow/tfjs';
import { z } from 'zod';

/** The engines that networks can run on, in the words of the command line. */
export const ENGINE_NAMES = ['tensorflow', 'webgpu', 'wasm', 'cpu'] as const;

/**
 * `tensorflow`: the TensorFlow library through @tensorflow/tfjs-node-gpu; `webgpu`: any vendor's GPU through Dawn;
 * `wasm`: WebAssembly with SIMD on one thread; `cpu`: plain JavaScript.
 */
export type EngineName = (typeof ENGINE_NAMES)[number];

/** The interface of TensorFlow.js, with its gradients registered. The tensors of two engines never meet. */
export type Tf = typeof TensorFlow;

/** The part of an artefact that tells what it was computed on, and the source of `EngineInfo`. */
export const engineInfoSpec = z.strictObject({
  name: z.enum(ENGINE_NAMES),
  /** package or library → version; tfjs-core is always among them. */
  versions: z.record(z.string(), z.string()),
  /** The device in words, as its driver or library names it. */
  device: z.string(),
  /** Does a GPU compute? False for a software adapter. */
  gpu: z.boolean(),
  /** A GPU's interface done in software: right, but some hundred times slower than the other engines. */
  software: z.boolean(),
});

/** What an engine is, as plain data: recorded in every artefact that it had a part in. */
export type EngineInfo = z.output<typeof engineInfoSpec>;

/** An engine that has passed the known-answer check (knownAnswer.ts) in this process. */
export interface Engine {
  readonly name: EngineName;
  /** TensorFlow.js on this engine: the only way to tensors. A second copy, imported elsewhere, would not fit. */
  readonly tf: Tf;
  readonly info: EngineInfo;
  /**
   * The values of a tensor in row-major order. Every engine can do this; reading at once (dataSync, arraySync,
   * print) throws on webgpu under Node. The tensor stays alive. Integers and truth values become numbers.
   */
  readonly read: (tensor: TensorFlow.Tensor) => Promise<Float32Array>;
  /** Lets go of the device, so that the process can end. Nothing of the engine may be used afterwards. */
  readonly close: () => void;
}
