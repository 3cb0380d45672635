import type { Rank, Tensor4D, TF } from '../tf.js';
import { accurateFunctions } from './accurate.js';
import { type RowCode, runRows } from './rows.js';

const CAUSAL: RowCode = {
  name: 'softmax causal',
  inputs: ['x'],
  wideResult: true,
  functions: (width) => `
  ${accurateFunctions(width)}
  // The scores of entry i that a row sees; the others are far below all.
  fn seen(score: T, i: i32, last: i32) -> T { return ${
    width === 1
      ? 'select(-3e38, score, i <= last)'
      : 'select(T(-3e38), score, T(0.0, 1.0, 2.0, 3.0) <= T(f32(last - 4 * i)))'
  }; }`,
  // Where each thread has one entry, it keeps what it has worked out.
  single: `
  let last = row % (uniforms.entries * WIDTH);
  let i = min(lane, uniforms.entries - 1);
  let own = seen(x[first + i], i, last);
  let top = largest(maxOf(own));
  let weight = exactExp(own - top);
  let all = total(select(0.0, sumOf(weight), lane < uniforms.entries));
  if (inside && lane < uniforms.entries) { result[first + i] = weight / all; }`,
  body: `
  let last = row % (uniforms.entries * WIDTH);
  var most = -3e38;
  forEntries { most = max(most, maxOf(seen(x[first + i], i, last))); }
  let top = largest(most);
  var sum = 0.0;
  forEntries { sum += sumOf(exactExp(seen(x[first + i], i, last) - top)); }
  let all = total(sum);
  if (inside) { forEntries { result[first + i] = exactExp(seen(x[first + i], i, last) - top) / all; } }`,
};

/**
 * The softmax of each row of matrices [length, length] of scores in which row i sees the entries 0 … i; the others
 * become 0.
 */
export function causalSoftmax(tf: TF, scores: Tensor4D, length: number): Tensor4D {
  return runRows<Rank.R4>(tf, CAUSAL, [scores], [scores.size / length, length], scores.shape);
}

const BACKWARD: RowCode = {
  name: 'softmax backward',
  inputs: ['p', 'dp'],
  wideResult: true,
  body: `
  var sum = 0.0;
  forEntries { sum += sumOf(p[first + i] * dp[first + i]); }
  let along = total(sum);
  if (inside) { forEntries { result[first + i] = p[first + i] * (dp[first + i] - along); } }`,
};

/** ∂loss/∂scores = p·(dp − Σ dp·p) row by row, from p = softmax(scores) and dp = ∂loss/∂p. */
export function softmaxBackward(tf: TF, p: Tensor4D, dp: Tensor4D, columns: number): Tensor4D {
  return runRows<Rank.R4>(tf, BACKWARD, [p, dp], [p.size / columns, columns], p.shape);
}
