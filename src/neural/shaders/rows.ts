import type { Rank, ShapeMap, Tensor, TF } from '../tf.js';
import { remembered, runShader, type Shader } from './shader.js';

/** The threads of a workgroup of a row shader. */
const THREADS = 256;

/** What a row shader is made from. */
export interface RowCode {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Inputs with one number or another number of entries a row, which are never read in fours. */
  readonly narrow?: readonly string[];
  /** Those of the inputs that hold whole numbers. */
  readonly whole?: readonly string[];
  /** Float32 numbers, always the same for this code. */
  readonly real?: Readonly<Record<string, number>>;
  /** Is `result` written in fours as well? */
  readonly wideResult: boolean;
  /**
   * The body for one row: `row` is its number, `first` the entry where it begins, `lane` this thread's place in it, and
   * `inside` says whether there is such a row. `forEntries { … }` runs over this thread's entries `i` of the row, and
   * `total(x)` and `largest(x)` are the sum and the maximum of x over the threads of a row; they must be called by all.
   */
  readonly body: string;
  /** The body where no thread has more than one entry, if there is a better one: then `lane` is its number. */
  readonly single?: string;
  /** WGSL of functions that `body` calls, for T of either width. */
  readonly functions?: (width: 1 | 4) => string;
}

/**
 * Runs a shader in which neighbouring threads work on one row of a matrix with `uniforms.rows` rows and
 * `uniforms.entries` entries a row (a number, or four of them, of type T).
 */
export function runRows<R extends Rank>(
  tf: TF,
  code: RowCode,
  inputs: readonly Tensor[],
  [rows, columns]: readonly [number, number],
  shape: ShapeMap[R],
): Tensor<R> {
  const launch = remembered(`${code.name} ${rows} ${columns}`, () => {
    const shader = shaderOf(code, columns);
    const entries = columns % 4 === 0 ? columns / 4 : columns;
    const groups = Math.ceil((rows * lanesFor(entries)) / THREADS);
    return { shader, groups, whole: { rows, entries }, real: code.real ?? {} };
  });
  return runShader<R>(tf, launch, inputs, shape);
}

function shaderOf(code: RowCode, columns: number): Shader {
  const { name, inputs, narrow = [], whole = [], wideResult, body, functions = () => '' } = code;
  const width = columns % 4 === 0 ? 4 : 1;
  const lanes = lanesFor(columns / width);
  const chosen = lanes >= columns / width ? (code.single ?? body) : body;
  return {
    name: `${name} by ${width} in ${lanes}${chosen === body ? '' : ' single'}`,
    inputs: [...inputs.map((input) => [input, width] as const), ...narrow.map((input) => [input, 1] as const)],
    whole,
    width: wideResult ? width : 1,
    threads: THREADS,
    code: `
    alias T = ${width === 4 ? 'vec4<f32>' : 'f32'};
    fn sumOf(x: T) -> f32 { return ${width === 4 ? 'x.x + x.y + x.z + x.w' : 'x'}; }
    fn maxOf(x: T) -> f32 { return ${width === 4 ? 'max(max(x.x, x.y), max(x.z, x.w))' : 'x'}; }
    const WIDTH = ${width};
    var<workgroup> partial: array<f32, ${THREADS}>;
    ${fold('total', 'partial[localIndex] + other')}
    ${fold('largest', 'max(partial[localIndex], other)')}
    ${functions(width)}
    fn main(index: i32) {
      let inside = index / ${lanes} < uniforms.rows;
      let row = min(index / ${lanes}, uniforms.rows - 1);
      let lane = i32(localIndex) % ${lanes};
      let first = row * uniforms.entries;
      ${chosen.replaceAll('forEntries', `for (var i = lane; i < uniforms.entries; i += ${lanes})`)}
    }`,
  };

  function fold(called: string, joined: string): string {
    return `fn ${called}(x: f32) -> f32 {
      let lane = i32(localIndex) % ${lanes};
      partial[localIndex] = x;
      for (var half = ${lanes >> 1}; half > 0; half /= 2) {
        workgroupBarrier();
        if (lane < half) { let other = partial[i32(localIndex) + half]; partial[localIndex] = ${joined}; }
      }
      workgroupBarrier();
      let all = partial[i32(localIndex) - lane];
      workgroupBarrier();
      return all;
    }`;
  }
}

/** Threads of a row: no more than it has entries, and at most 32, so that several rows share a workgroup. */
function lanesFor(entries: number): number {
  let lanes = 1;
  while (lanes < 32 && lanes < entries) lanes *= 2;
  return lanes;
}
