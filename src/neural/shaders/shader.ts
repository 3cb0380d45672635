import type { Rank, ShapeMap, Tensor, TF } from '../tf.js';

/** A compute program in WGSL for the webgpu engine, in place of several kernels of TensorFlow.js. */
export interface Shader {
  /** Names the code: two shaders of one name have the same code. Words, without commas and colons. */
  readonly name: string;
  /**
   * Defines `fn main(index: i32)`, run for 0 ≤ index < groups · threads. The inputs are arrays under the names of
   * `inputs`, the output is the array `result`, and the numbers are in `uniforms`. Beyond the tensors nothing is guarded.
   */
  readonly code: string;
  /** The name of each input, and how many float32 numbers one entry of its array holds: 1 or 4. */
  readonly inputs: readonly (readonly [name: string, width: 1 | 4])[];
  /** How many float32 numbers one entry of `result` holds. */
  readonly width: 1 | 4;
  /** Of a workgroup; `code` may name `localIndex`, the thread within it. */
  readonly threads: number;
}

/** What one run of a shader is about. */
export interface ShaderRun {
  readonly inputs: readonly Tensor[];
  readonly groups: number;
  /** Whole numbers and float32 numbers, in the order of the shader's `uniforms`. */
  readonly whole?: Readonly<Record<string, number>>;
  readonly real?: Readonly<Record<string, number>>;
}

/** A tensor as a backend of TensorFlow.js sees it. */
interface TensorInfo {
  readonly dataId: object;
  readonly shape: number[];
  readonly dtype: 'float32';
}

interface Uniform {
  readonly type: 'int32' | 'float32';
  readonly data: number[];
}

/** What is used of the webgpu backend: it runs any program that looks like its own. */
interface ShaderBackend {
  makeTensorInfo(shape: number[], dtype: 'float32'): TensorInfo;
  runWebGPUProgram(
    program: object,
    inputs: readonly object[],
    dtype: 'float32',
    uniforms: Uniform[],
    output?: TensorInfo,
  ): TensorInfo;
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

/** Runs a shader that makes a tensor of this shape. */
export function runShader<R extends Rank>(tf: TF, shader: Shader, run: ShaderRun, shape: ShapeMap[R]): Tensor<R> {
  const size = shape.reduce((product, n) => product * n, 1);
  const { dataId } = dispatch(tf, shader, run, size, undefined);
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype: 'float32' }) as Tensor<R>;
}

/** A tensor of this shape whose entries are arbitrary until `runShaderInto` has written them. */
export function unwritten<R extends Rank>(tf: TF, shape: ShapeMap[R]): Tensor<R> {
  const { dataId } = (tf.backend() as unknown as ShaderBackend).makeTensorInfo([...shape], 'float32');
  return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype: 'float32' }) as Tensor<R>;
}

/** Runs a shader that writes into a tensor that is there; entries that it does not write stay. */
export function runShaderInto(tf: TF, shader: Shader, run: ShaderRun, output: Tensor): void {
  dispatch(tf, shader, run, output.size, output);
}

/** Inputs and output are flat to the backend, so that shapes make no difference to the code that it compiles. */
function dispatch(tf: TF, shader: Shader, run: ShaderRun, size: number, output: Tensor | undefined): TensorInfo {
  const { name, code, inputs, width, threads } = shader;
  const { groups, whole = {}, real = {} } = run;
  const program = {
    variableNames: inputs.map(([variable]) => variable),
    variableComponents: inputs.map(([, components]) => components),
    outputComponent: width,
    outputShape: [size],
    workgroupSize: [threads, 1, 1],
    dispatchLayout: { x: [0] },
    dispatch: [groups, 1, 1],
    uniforms: [...Object.keys(whole).map((key) => `${key}: i32`), ...Object.keys(real).map((key) => `${key}: f32`)]
      .map((line) => `${line},`)
      .join(''),
    shaderKey: `seeupo ${name}`,
    // What the backend calls it when it tells how long it took.
    constructor: { name },
    getUserCode: () => code,
  };
  const uniforms: Uniform[] = [
    ...Object.values(whole).map((value): Uniform => ({ type: 'int32', data: [value] })),
    ...Object.values(real).map((value): Uniform => ({ type: 'float32', data: [value] })),
  ];
  const flat = ({ dataId, size: own, dtype }: Tensor): object => ({ dataId, shape: [own], dtype });
  const backend = tf.backend() as unknown as ShaderBackend;
  return backend.runWebGPUProgram(
    program,
    run.inputs.map(flat),
    'float32',
    uniforms,
    output === undefined ? undefined : (flat(output) as TensorInfo),
  );
}
