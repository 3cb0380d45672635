import type { Rank, Tensor1D, Tensor2D, TF } from '../tf.js';
import { accurateFunctions } from './accurate.js';
import { type RowCode, runRows } from './rows.js';

/** As in ops/tokenLogProbability.ts: the logit of an illegal token. */
const ILLEGAL = '-1e9';

function functions(width: 1 | 4): string {
  return `
  ${accurateFunctions(width)}
  fn masked(z: T, may: T) -> T { return select(T(${ILLEGAL}), z, may > T(0.5)); }`;
}

/** Leaves in `top` and `sum` the row's largest legal logit and Σ exp(logit − top). */
const PARTITION = `
  var most = ${ILLEGAL};
  forEntries { most = max(most, maxOf(masked(logits[first + i], legal[first + i]))); }
  let top = largest(most);
  var part = 0.0;
  forEntries { part += sumOf(exactExp(masked(logits[first + i], legal[first + i]) - top)); }
  let sum = total(part);`;

const CHOSEN: RowCode = {
  name: 'log of the chosen token',
  inputs: ['logits', 'legal'],
  narrow: ['tokens'],
  whole: ['tokens'],
  wideResult: false,
  functions: (width) => `
    ${functions(width)}
    fn pick(z: T, n: i32) -> f32 { return ${width === 4 ? 'z[n]' : 'z'}; }`,
  body: `${PARTITION}
    let token = tokens[row];
    let z = masked(logits[first + token / WIDTH], legal[first + token / WIDTH]);
    if (inside && lane == 0) { result[row] = pick(z, token % WIDTH) - top - exactLog(sum); }`,
};

/** log π(token | legal) of each row. */
export function chosenLogs(tf: TF, logits: Tensor2D, legal: Tensor2D, tokens: Tensor1D): Tensor1D {
  return runRows<Rank.R1>(tf, CHOSEN, [logits, legal, tokens], logits.shape, [logits.shape[0]]);
}

const BACKWARD: RowCode = {
  name: 'log of the chosen token backward',
  inputs: ['logits', 'legal'],
  narrow: ['tokens', 'dy'],
  whole: ['tokens'],
  wideResult: true,
  functions: (width) => `
    ${functions(width)}
    fn hot(token: i32, i: i32) -> T { return ${
      width === 4
        ? 'select(T(0.0), T(1.0), T(0.0, 1.0, 2.0, 3.0) == T(f32(token - 4 * i)))'
        : 'select(0.0, 1.0, token == i)'
    }; }`,
  body: `${PARTITION}
    let token = tokens[row];
    if (inside) {
      forEntries {
        let p = exactExp(masked(logits[first + i], legal[first + i]) - top) / sum;
        result[first + i] = dy[row] * (hot(token, i) - p) * legal[first + i];
      }
    }`,
};

/** dy·(oneHot(token) − π) in each row, 0 at illegal tokens. */
export function chosenLogsBackward(
  tf: TF,
  dy: Tensor1D,
  logits: Tensor2D,
  legal: Tensor2D,
  tokens: Tensor1D,
): Tensor2D {
  return runRows<Rank.R2>(tf, BACKWARD, [logits, legal, tokens, dy], logits.shape, logits.shape);
}

const PROBABILITIES: RowCode = {
  name: 'probabilities',
  inputs: ['logits', 'legal'],
  wideResult: true,
  functions,
  body: `${PARTITION}
    if (inside) {
      forEntries {
        result[first + i] = exactExp(masked(logits[first + i], legal[first + i]) - top) / sum * legal[first + i];
      }
    }`,
};

/** π of every token in each row, 0 at illegal ones. */
export function legalProbabilities(tf: TF, logits: Tensor2D, legal: Tensor2D): Tensor2D {
  return runRows<Rank.R2>(tf, PROBABILITIES, [logits, legal], logits.shape, logits.shape);
}
