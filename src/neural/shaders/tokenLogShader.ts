import type { Tensor1D, Tensor2D, TF } from '../tf.js';
import { accurateFunctions } from './accurate.js';
import { type RowCode, rowRun, rowShader } from './rows.js';
import { runShader } from './shader.js';

/** As in ops/tokenLogProbability.ts: the logit of an illegal token. */
const ILLEGAL = '-1e9';

const COMMON: Pick<RowCode, 'inputs' | 'functions'> = {
  inputs: ['logits', 'legal'],
  functions: (width) => `
    ${accurateFunctions(width)}
    fn masked(z: T, may: T) -> T { return select(T(${ILLEGAL}), z, may > T(0.5)); }`,
};

/** Leaves in `top` and `sum` the row's largest legal logit and Σ exp(logit − top). */
const PARTITION = `
  var most = ${ILLEGAL};
  forEntries { most = max(most, maxOf(masked(logits[first + i], legal[first + i]))); }
  let top = largest(most);
  var part = 0.0;
  forEntries { part += sumOf(exactExp(masked(logits[first + i], legal[first + i]) - top)); }
  let sum = total(part);`;

/** log π(token | legal) of each row. */
export function chosenLogs(tf: TF, logits: Tensor2D, legal: Tensor2D, tokens: Tensor1D): Tensor1D {
  const [rows, vocabulary] = logits.shape;
  const code: RowCode = {
    ...COMMON,
    name: 'log of the chosen token',
    narrow: ['tokens'],
    wideResult: false,
    body: `${PARTITION}
      let token = i32(tokens[row]);
      let z = masked(logits[first + token / WIDTH], legal[first + token / WIDTH]);
      if (inside && lane == 0) { result[row] = pick(z, token % WIDTH) - top - exactLog(sum); }`,
    functions: (width) => `
      ${COMMON.functions?.(width) ?? ''}
      fn pick(z: T, n: i32) -> f32 { return ${width === 4 ? 'z[n]' : 'z'}; }`,
  };
  const run = { inputs: [logits, legal, tokens], ...rowRun(rows, vocabulary) };
  return runShader(tf, rowShader(code, vocabulary), run, [rows]);
}

/** dy·(oneHot(token) − π) in each row, 0 at illegal tokens. */
export function chosenLogsBackward(
  tf: TF,
  dy: Tensor1D,
  logits: Tensor2D,
  legal: Tensor2D,
  tokens: Tensor1D,
): Tensor2D {
  const [rows, vocabulary] = logits.shape;
  const code: RowCode = {
    ...COMMON,
    name: 'log of the chosen token backward',
    narrow: ['tokens', 'dy'],
    wideResult: true,
    body: `${PARTITION}
      let token = i32(tokens[row]);
      if (inside) {
        forEntries {
          let p = exactExp(masked(logits[first + i], legal[first + i]) - top) / sum;
          result[first + i] = dy[row] * (hot(token, i) - p) * legal[first + i];
        }
      }`,
    functions: (width) => `
      ${COMMON.functions?.(width) ?? ''}
      fn hot(token: i32, i: i32) -> T { return ${
        width === 4
          ? 'select(T(0.0), T(1.0), T(0.0, 1.0, 2.0, 3.0) == T(f32(token - 4 * i)))'
          : 'select(0.0, 1.0, token == i)'
      }; }`,
  };
  const run = { inputs: [logits, legal, tokens, dy], ...rowRun(rows, vocabulary) };
  return runShader(tf, rowShader(code, vocabulary), run, [rows, vocabulary]);
}

/** π of every token in each row, 0 at illegal ones. */
export function legalProbabilities(tf: TF, logits: Tensor2D, legal: Tensor2D): Tensor2D {
  const [rows, vocabulary] = logits.shape;
  const code: RowCode = {
    ...COMMON,
    name: 'probabilities',
    wideResult: true,
    body: `${PARTITION}
      if (inside) {
        forEntries { result[first + i] = exactExp(masked(logits[first + i], legal[first + i]) - top) / sum * legal[first + i]; }
      }`,
  };
  return runShader(tf, rowShader(code, vocabulary), { inputs: [logits, legal], ...rowRun(rows, vocabulary) }, [
    rows,
    vocabulary,
  ]);
}
