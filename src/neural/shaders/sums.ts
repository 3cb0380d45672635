import type { Rank, ShapeMap, Tensor, TF } from '../tf.js';
import { remembered, runShader, type Shader } from './shader.js';

/** Where a matrix lies in a tensor: entry (i, j) is at start + i·stride + j. */
export interface Columns {
  readonly rows: number;
  readonly columns: number;
  /** Default 0. */
  readonly start?: number;
  /** Default `columns`. */
  readonly stride?: number;
}

/** Columns (or fours of them) and rows that a workgroup has threads for. */
const ACROSS = 32;
const DOWN = 8;
/** Rows that one workgroup adds up at most, unless there are few. */
const LONGEST = 1024;

/**
 * Σ over the rows of a matrix, as a tensor of `shape`. Rows are added in parts and the parts then, always in the same
 * order.
 */
export function columnSumsOf<R extends Rank>(tf: TF, x: Tensor, matrix: Columns, shape: ShapeMap[R]): Tensor<R> {
  const { rows, columns } = matrix;
  if (rows <= LONGEST) return sums<R>(tf, x, matrix, 1, shape);
  const parts = Math.ceil(Math.sqrt(rows));
  return tf.tidy(() => {
    const partial = sums<Rank.R2>(tf, x, matrix, parts, [parts, columns]);
    return columnSumsOf<R>(tf, partial, { rows: parts, columns }, shape);
  });
}

/** Row n of the result is the sum of part n of the rows. */
function sums<R extends Rank>(tf: TF, x: Tensor, matrix: Columns, parts: number, shape: ShapeMap[R]): Tensor<R> {
  const { rows, columns, start = 0, stride = columns } = matrix;
  const width = [columns, start, stride].every((n) => n % 4 === 0) ? 4 : 1;
  const quads = columns / width;
  const blocks = Math.ceil(quads / ACROSS);
  const launch = remembered(`column sums ${rows} ${columns} ${start} ${stride} ${parts}`, () => {
    const groups = blocks * parts;
    const part = Math.ceil(rows / parts);
    const whole = { rows, quads, blocks, part, groups, start: start / width, stride: stride / width };
    return { shader: width === 4 ? WIDE : NARROW, groups, whole };
  });
  return runShader<R>(tf, launch, [x], shape);
}

const [WIDE, NARROW] = ([4, 1] as const).map((width): Shader => {
  const type = width === 4 ? 'vec4<f32>' : 'f32';
  return {
    name: `column sums by ${width}`,
    inputs: [['x', width]],
    width,
    threads: ACROSS * DOWN,
    code: `
    var<workgroup> partial: array<${type}, ${ACROSS * DOWN}>;
    fn main(index: i32) {
      let own = min(index / ${ACROSS * DOWN}, uniforms.groups - 1);
      let across = i32(localIndex) % ${ACROSS};
      let down = i32(localIndex) / ${ACROSS};
      let part = own / uniforms.blocks;
      let quad = (own % uniforms.blocks) * ${ACROSS} + across;
      let column = min(quad, uniforms.quads - 1);
      var sum = ${type}(0.0);
      let end = min(uniforms.rows, (part + 1) * uniforms.part);
      for (var row = part * uniforms.part + down; row < end; row += ${DOWN}) {
        sum += x[uniforms.start + row * uniforms.stride + column];
      }
      partial[localIndex] = sum;
      for (var half = ${DOWN / 2}; half > 0; half /= 2) {
        workgroupBarrier();
        if (down < half) { partial[localIndex] += partial[i32(localIndex) + half * ${ACROSS}]; }
      }
      if (down == 0 && quad < uniforms.quads && index / ${ACROSS * DOWN} < uniforms.groups) {
        result[part * uniforms.quads + quad] = partial[localIndex];
      }
    }`,
  };
});

/** Entries of the workgroup that adds them up. */
const SQUARES = 256;
/** Workgroups at most. */
const MOST_GROUPS = 512;

/** Σ x², a scalar. */
export function squareSum(tf: TF, x: Tensor): Tensor {
  const groups = Math.min(MOST_GROUPS, Math.ceil(x.size / (4 * SQUARES)));
  return tf.tidy(() => {
    const whole = { entries: x.size, part: Math.ceil(x.size / groups) };
    const launch = remembered(`square sum ${x.size}`, () => ({ shader: SQUARE_SUM, groups, whole }));
    const partial = runShader<Rank.R1>(tf, launch, [x], [groups]);
    return columnSumsOf<Rank.R0>(tf, partial, { rows: groups, columns: 1 }, []);
  });
}

const SQUARE_SUM: Shader = {
  name: 'sum of squares',
  inputs: [['x', 1]],
  width: 1,
  threads: SQUARES,
  code: `
  var<workgroup> partial: array<f32, ${SQUARES}>;
  fn main(index: i32) {
    let group = index / ${SQUARES};
    let end = min(uniforms.entries, (group + 1) * uniforms.part);
    var sum = 0.0;
    for (var i = group * uniforms.part + i32(localIndex); i < end; i += ${SQUARES}) { sum += x[i] * x[i]; }
    partial[localIndex] = sum;
    for (var half = ${SQUARES / 2}; half > 0; half /= 2) {
      workgroupBarrier();
      if (i32(localIndex) < half) { partial[localIndex] += partial[i32(localIndex) + half]; }
    }
    if (localIndex == 0u) { result[group] = partial[0]; }
  }`,
};
