import type { Rank, Tensor1D, Tensor2D, TF } from '../tf.js';
import { pointwise } from './pointwise.js';
import { type RowCode, runRows } from './rows.js';
import { remembered, runShader, type Shader } from './shader.js';
import { columnSumsOf } from './sums.js';

/** Added to the variance before the root. */
export const LAYER_NORM_EPSILON = 1e-5;

const STATISTICS: RowCode = {
  name: 'layer norm statistics',
  inputs: ['x'],
  wideResult: false,
  real: { epsilon: LAYER_NORM_EPSILON },
  body: `
  var sum = 0.0;
  forEntries { sum += sumOf(x[first + i]); }
  let mean = total(sum) / f32(uniforms.entries * WIDTH);
  var square = 0.0;
  forEntries { let d = x[first + i] - mean; square += sumOf(d * d); }
  let variance = total(square) / f32(uniforms.entries * WIDTH);
  if (inside && lane == 0) { result[2 * row] = mean; result[2 * row + 1] = inverseSqrt(variance + uniforms.epsilon); }`,
};

/** Mean and 1/√(variance + ε) of each row of x, [rows, 2]. */
export function rowStatistics(tf: TF, x: Tensor2D): Tensor2D {
  return runRows<Rank.R2>(tf, STATISTICS, [x], x.shape, [x.shape[0], 2]);
}

const NORMALISED = {
  name: 'layer norm',
  inputs: ['x', 'gain', 'bias'],
  narrow: ['statistics'],
  value: '(x[index] - statistics[2 * row]) * statistics[2 * row + 1] * gain[column] + bias[column]',
};

/** x̂·gain + bias, x̂ = (x − mean)·inverse. */
export function normalised(tf: TF, x: Tensor2D, statistics: Tensor2D, gain: Tensor1D, bias: Tensor1D): Tensor2D {
  return pointwise<Rank.R2>(tf, NORMALISED, [x, gain, bias, statistics], { columns: x.shape[1] }, x.shape);
}

const BACKWARD: RowCode = {
  name: 'layer norm backward',
  inputs: ['dy', 'x', 'gain'],
  narrow: ['statistics'],
  wideResult: true,
  body: `
  let mean = statistics[2 * row];
  let inverse = statistics[2 * row + 1];
  var sum = 0.0;
  var along = 0.0;
  forEntries {
    let d = dy[first + i] * gain[i];
    sum += sumOf(d);
    along += sumOf(d * (x[first + i] - mean) * inverse);
  }
  let size = f32(uniforms.entries * WIDTH);
  let meanD = total(sum) / size;
  let meanAlong = total(along) / size;
  if (inside) {
    forEntries {
      let hat = (x[first + i] - mean) * inverse;
      result[first + i] = (dy[first + i] * gain[i] - meanD - hat * meanAlong) * inverse;
    }
  }`,
};

/** ∂loss/∂x = (dx̂ − mean(dx̂) − x̂·mean(dx̂·x̂))·inverse with dx̂ = dy·gain. */
export function normBackward(tf: TF, dy: Tensor2D, x: Tensor2D, gain: Tensor1D, statistics: Tensor2D): Tensor2D {
  return runRows<Rank.R2>(tf, BACKWARD, [dy, x, gain, statistics], x.shape, x.shape);
}

const ACROSS = 32;
const DOWN = 8;

/** ∂loss/∂gain = Σ_rows dy·x̂ and ∂loss/∂bias = Σ_rows dy, [width] each. */
export function normSums(tf: TF, dy: Tensor2D, x: Tensor2D, statistics: Tensor2D): [gain: Tensor1D, bias: Tensor1D] {
  const [rows, width] = x.shape;
  const parts = Math.ceil(Math.sqrt(rows));
  const launch = remembered(`layer norm sums ${rows} ${width}`, () => {
    const wide = width % 4 === 0 ? 4 : 1;
    const quads = width / wide;
    const blocks = Math.ceil(quads / ACROSS);
    const whole = { rows, quads, blocks, part: Math.ceil(rows / parts), groups: blocks * parts };
    return { shader: wide === 4 ? WIDE : NARROW, groups: blocks * parts, whole };
  });
  return tf.tidy(() => {
    const partial = runShader<Rank.R2>(tf, launch, [dy, x, statistics], [parts, 2 * width]);
    const half = (start: number): Tensor1D =>
      columnSumsOf<Rank.R1>(tf, partial, { rows: parts, columns: width, start, stride: 2 * width }, [width]);
    return [half(0), half(width)];
  });
}

/** As the sums of columns (sums.ts), of two products at once: a row of the result holds the sums for gain, then for bias. */
const [WIDE, NARROW] = ([4, 1] as const).map((width): Shader => {
  const type = width === 4 ? 'vec4<f32>' : 'f32';
  return {
    name: `layer norm sums by ${width}`,
    inputs: [
      ['dy', width],
      ['x', width],
      ['statistics', 1],
    ],
    width,
    threads: ACROSS * DOWN,
    code: `
    var<workgroup> gains: array<${type}, ${ACROSS * DOWN}>;
    var<workgroup> biases: array<${type}, ${ACROSS * DOWN}>;
    fn main(index: i32) {
      let own = min(index / ${ACROSS * DOWN}, uniforms.groups - 1);
      let across = i32(localIndex) % ${ACROSS};
      let down = i32(localIndex) / ${ACROSS};
      let part = own / uniforms.blocks;
      let quad = (own % uniforms.blocks) * ${ACROSS} + across;
      let column = min(quad, uniforms.quads - 1);
      var gain = ${type}(0.0);
      var bias = ${type}(0.0);
      let end = min(uniforms.rows, (part + 1) * uniforms.part);
      for (var row = part * uniforms.part + down; row < end; row += ${DOWN}) {
        let d = dy[row * uniforms.quads + column];
        gain += d * (x[row * uniforms.quads + column] - statistics[2 * row]) * statistics[2 * row + 1];
        bias += d;
      }
      gains[localIndex] = gain;
      biases[localIndex] = bias;
      for (var half = ${DOWN / 2}; half > 0; half /= 2) {
        workgroupBarrier();
        if (down < half) {
          gains[localIndex] += gains[i32(localIndex) + half * ${ACROSS}];
          biases[localIndex] += biases[i32(localIndex) + half * ${ACROSS}];
        }
      }
      if (down == 0 && quad < uniforms.quads && index / ${ACROSS * DOWN} < uniforms.groups) {
        result[2 * part * uniforms.quads + quad] = gains[localIndex];
        result[(2 * part + 1) * uniforms.quads + quad] = biases[localIndex];
      }
    }`,
  };
});
