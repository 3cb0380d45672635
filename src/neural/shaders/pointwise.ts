import type { Rank, ShapeMap, Tensor, TF } from '../tf.js';
import { runShader, type Shader } from './shader.js';

/** What a pointwise shader is made from. */
export interface PointCode {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Inputs that are read number by number. */
  readonly narrow?: readonly string[];
  /**
   * An expression for the entry of the result at `index`, of type T (a number, or four), in a matrix with
   * `uniforms.across` entries a row; `row` and `column` say where that is.
   */
  readonly value: string;
  /** Statements before. */
  readonly before?: string;
}

/** The tensors of one run; `columns`: of the matrix that the result is taken for, and of the inputs that are not narrow. */
export interface PointRun {
  readonly inputs: readonly Tensor[];
  readonly columns: number;
  readonly real?: Readonly<Record<string, number>>;
}

const THREADS = 256;

/** A tensor of this shape, each entry by itself. */
export function pointwise<R extends Rank>(tf: TF, code: PointCode, run: PointRun, shape: ShapeMap[R]): Tensor<R> {
  const { name, inputs, narrow = [], value, before = '' } = code;
  const { columns, real = {} } = run;
  const width = columns % 4 === 0 ? 4 : 1;
  const entries = shape.reduce((product, n) => product * n, 1) / width;
  const shader: Shader = {
    name: `${name} by ${width}`,
    inputs: [...inputs.map((input) => [input, width] as const), ...narrow.map((input) => [input, 1] as const)],
    width,
    threads: THREADS,
    code: `
    alias T = ${width === 4 ? 'vec4<f32>' : 'f32'};
    const WIDTH = ${width};
    fn main(index: i32) {
      if (index >= uniforms.entries) { return; }
      let row = index / uniforms.across;
      let column = index % uniforms.across;
      ${before}
      result[index] = ${value};
    }`,
  };
  const whole = { entries, across: columns / width };
  return runShader<R>(tf, shader, { inputs: run.inputs, groups: Math.ceil(entries / THREADS), whole, real }, shape);
}
