import type { Rank, ShapeMap, Tensor, TF } from '../tf.js';
import { encode } from './encode.js';
import { backendOf, flatInfo, type ShaderBackend } from './shaderBackend.js';

/** A compute program in WGSL for the webgpu engine, in place of several kernels of TensorFlow.js. */
export interface Shader {
  /** Names the code: two shaders of one name have the same code. Words, without commas and colons. */
  readonly name: string;
  /**
   * Defines `fn main(index: i32)`, run for 0 ≤ index < groups · threads, perhaps for some more. The inputs are arrays
   * under the names of `inputs`, the output is the array `result`, and the numbers are in `uniforms`. Beyond the tensors
   * nothing is guarded.
   */
  readonly code: string;
  /** The name of each input, and how many float32 numbers one entry of its array holds: 1 or 4. */
  readonly inputs: readonly (readonly [name: string, width: 1 | 4])[];
  /** Those of the inputs that hold whole numbers. */
  readonly whole?: readonly string[];
  /** How many float32 numbers one entry of `result` holds. */
  readonly width: 1 | 4;
  /** Of a workgroup; `code` may name `localIndex`, the thread within it. */
  readonly threads: number;
}

/**
 * A shader with all that is the same whenever it is run on tensors of certain sizes. What is worked out for a launch is
 * kept with it, so the same object should be used again (see `remembered`).
 */
export interface Launch {
  readonly shader: Shader;
  /** Workgroups. */
  readonly groups: number;
  /** Whole numbers and float32 numbers, in the order of the shader's `uniforms`. */
  readonly whole: Readonly<Record<string, number>>;
  readonly real?: Readonly<Record<string, number>>;
}

let isPlain = false;

/** Does this engine run shaders? */
export function hasShaders(tf: TF): boolean {
  return !isPlain && tf.getBackend() === 'webgpu';
}

/** What `run` computes with the kernels of TensorFlow.js alone: to compare, and to find a shader that is to blame. */
export function withoutShaders<T>(run: () => T): T {
  const before = isPlain;
  isPlain = true;
  try {
    return run();
  } finally {
    isPlain = before;
  }
}

const MOST_REMEMBERED = 10_000;
const REMEMBERED = new Map<string, Launch>();

/** The launch that `make` made for this key at first. */
export function remembered(key: string, make: () => Launch): Launch {
  let launch = REMEMBERED.get(key);
  if (launch === undefined) {
    // Batches of ever other sizes must not fill the memory.
    if (REMEMBERED.size >= MOST_REMEMBERED) REMEMBERED.clear();
    REMEMBERED.set(key, (launch = make()));
  }
  return launch;
}

/** Runs a shader that makes a tensor of this shape. */
export function runShader<R extends Rank>(
  tf: TF,
  launch: Launch,
  inputs: readonly Tensor[],
  shape: ShapeMap[R],
): Tensor<R> {
  const output = unwritten<R>(tf, shape);
  runShaderInto(tf, launch, inputs, output);
  return output;
}

/** A tensor of this shape whose entries are arbitrary until `runShaderInto` has written them. */
export function unwritten<R extends Rank>(tf: TF, shape: ShapeMap[R]): Tensor<R> {
  const { dataId } = backendOf(tf).makeTensorInfo([...shape], 'float32');
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype: 'float32' }) as Tensor<R>;
}

/** Runs a shader that writes into a tensor that is there; entries that it does not write stay. */
export function runShaderInto(tf: TF, launch: Launch, inputs: readonly Tensor[], output: Tensor): void {
  const backend = backendOf(tf);
  // While programs are timed, the backend has to start them, since it keeps the clock.
  if (backend.activeTimers === undefined) encode(backend, launch, inputs, output);
  else runTimed(backend, launch, inputs, output);
}

/** Inputs and output are flat to the backend, so that shapes make no difference to the code that it compiles. */
function runTimed(backend: ShaderBackend, launch: Launch, inputs: readonly Tensor[], output: Tensor): void {
  const { shader, groups, whole, real = {} } = launch;
  const { name, code, width, threads } = shader;
  const program = {
    variableNames: shader.inputs.map(([variable]) => variable),
    variableComponents: shader.inputs.map(([, components]) => components),
    outputComponent: width,
    outputShape: [output.size],
    workgroupSize: [threads, 1, 1],
    dispatchLayout: { x: [0] },
    dispatch: [groups, 1, 1],
    uniforms: [
      ...Object.keys(whole).map((key) => `${key}: i32,`),
      ...Object.keys(real).map((key) => `${key}: f32,`),
    ].join(''),
    shaderKey: `seeupo ${name}`,
    // What the backend calls it when it tells how long it took.
    constructor: { name },
    getUserCode: () => code,
  };
  const uniforms = [
    ...Object.values(whole).map((value) => ({ type: 'int32' as const, data: [value] })),
    ...Object.values(real).map((value) => ({ type: 'float32' as const, data: [value] })),
  ];
  backend.runWebGPUProgram(program, inputs.map(flatInfo), 'float32', uniforms, flatInfo(output));
}
