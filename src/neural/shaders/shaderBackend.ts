import type { Tensor, TF } from '../tf.js';

/** A GPUBuffer, a GPUBindGroup and so on, which nothing here looks into. */
export type Opaque = object;

/** A tensor as a backend of TensorFlow.js sees it. */
export interface TensorInfo {
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: Tensor['dtype'];
}

/** What is used of a GPUComputePipeline. */
export interface Pipeline {
  getBindGroupLayout(index: 0): Opaque;
}

/** What is used of a GPUDevice. */
export interface GpuDevice {
  createShaderModule(of: { readonly code: string; readonly label: string }): Opaque;
  createComputePipeline(of: {
    readonly layout: 'auto';
    readonly label: string;
    readonly compute: { readonly module: Opaque; readonly entryPoint: string };
  }): Pipeline;
  createBuffer(of: { readonly size: number; readonly usage: number; readonly mappedAtCreation: true }): MappedBuffer;
  createBindGroup(of: { readonly layout: Opaque; readonly entries: readonly object[] }): Opaque;
}

/** A buffer that the host may write until it unmaps it. */
export interface MappedBuffer {
  getMappedRange(): ArrayBuffer;
  unmap(): void;
}

/** A compute pass under way. */
export interface ComputePass {
  setPipeline(pipeline: Pipeline): void;
  setBindGroup(index: 0, group: Opaque): void;
  dispatchWorkgroups(x: number, y: number): void;
}

/**
 * What is used of the webgpu backend of TensorFlow.js, besides its operations: where tensors lie, and the commands that
 * it is gathering, so that those of the shaders stand among its own. The version of that package is fixed for this.
 */
export interface ShaderBackend {
  readonly device: GpuDevice;
  readonly tensorMap: { get(dataId: object): { readonly resource: Opaque } };
  /** Tensors that commands still need: the buffer of one that is disposed of is not given to another before. */
  readonly commandQueueOwnedIds: WeakSet<object>;
  readonly commandEncoder: {
    beginComputePass(): ComputePass;
    copyBufferToBuffer(from: Opaque, fromByte: number, to: Opaque, toByte: number, bytes: number): void;
  };
  computePassEncoder: ComputePass | null;
  /** Programs since commands were submitted. */
  dispatchCountInPass: number;
  /** There while programs are timed. */
  readonly activeTimers?: unknown;
  makeTensorInfo(shape: number[], dtype: 'float32'): TensorInfo;
  uploadToGPU(dataId: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  runWebGPUProgram(
    program: object,
    inputs: readonly TensorInfo[],
    dtype: 'float32',
    uniforms: readonly { readonly type: 'int32' | 'float32'; readonly data: number[] }[],
    output: TensorInfo,
  ): TensorInfo;
}

/** The webgpu backend. */
export function backendOf(tf: TF): ShaderBackend {
  return tf.backend() as unknown as ShaderBackend;
}

/** A tensor as a vector. */
export function flatInfo({ dataId, size, dtype }: Tensor): TensorInfo {
  return { dataId, shape: [size], dtype };
}

/** The buffer of a tensor for commands that are about to be given, uploaded first if need be. */
export function bufferFor(backend: ShaderBackend, { dataId }: Tensor): Opaque {
  backend.uploadToGPU(dataId);
  backend.commandQueueOwnedIds.add(dataId);
  return backend.tensorMap.get(dataId).resource;
}
