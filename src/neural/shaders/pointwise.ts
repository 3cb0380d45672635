import type { Rank, ShapeMap, Tensor, TF } from '../tf.js';
import { type Launch, remembered, runShader, type Shader } from './shader.js';

/** What a pointwise shader is made from. */
export interface PointCode {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Inputs that are read number by number. */
  readonly narrow?: readonly string[];
  /** Those of the inputs that hold whole numbers. */
  readonly whole?: readonly string[];
  /**
   * An expression for the entry of the result at `index`, of type T (a number, or four), in a matrix with
   * `uniforms.across` entries a row; `row` and `column` say where that is.
   */
  readonly value: string;
  /** Statements before. */
  readonly before?: string;
}

/** A matrix of which each entry is computed by itself. */
export interface PointRun {
  /** Of the matrix that the result is taken for, and of the inputs that are not narrow. */
  readonly columns: number;
  /** Can the inputs be read in fours? If absent: when `columns` is a multiple of 4. */
  readonly isWide?: boolean;
  /** Further whole numbers. */
  readonly whole?: Readonly<Record<string, number>>;
  /** Float32 numbers that change from run to run. */
  readonly real?: Readonly<Record<string, number>>;
}

const THREADS = 256;

/** A tensor of this shape, each entry by itself. */
export function pointwise<R extends Rank>(
  tf: TF,
  code: PointCode,
  inputs: readonly Tensor[],
  { columns, isWide = columns % 4 === 0, whole = {}, real }: PointRun,
  shape: ShapeMap[R],
): Tensor<R> {
  const size = shape.reduce((product, n) => product * n, 1);
  const make = (): Launch => launchOf(code, size, columns, isWide, whole);
  const launch = remembered(`${code.name} ${size} ${columns} ${isWide} ${Object.values(whole).join(' ')}`, make);
  return runShader<R>(tf, real === undefined ? launch : { ...launch, real }, inputs, shape);
}

function launchOf(
  { name, inputs, narrow = [], whole = [], value, before = '' }: PointCode,
  size: number,
  columns: number,
  isWide: boolean,
  more: Readonly<Record<string, number>>,
): Launch {
  const width = isWide ? 4 : 1;
  const entries = size / width;
  const shader: Shader = {
    name: `${name} by ${width}`,
    inputs: [...inputs.map((input) => [input, width] as const), ...narrow.map((input) => [input, 1] as const)],
    whole,
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
  return { shader, groups: Math.ceil(entries / THREADS), whole: { entries, across: columns / width, ...more } };
}
