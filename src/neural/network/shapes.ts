import type { Start } from './layout.js';
import type { TokenRows } from './network.js';
import { NeuralError } from '../neuralError.js';

/** Uniform in ±√(6/(in + out)) (Glorot and Bengio, AISTATS 2010). */
export function glorot(inputs: number, outputs: number): Start {
  return { bound: Math.sqrt(6 / (inputs + outputs)) };
}

/** Small, so that a policy starts close to uniform: no action is rare before anything was learnt. */
export const HEAD_START: Start = { bound: 0.01 };

/** Embeddings of tokens and positions. */
export const EMBEDDING_START: Start = { bound: 0.5 };

/** Throws NeuralError where a token is none of 0..vocabulary−1. */
export function checkTokens({ rows, length, tokens }: TokenRows, vocabulary: number): void {
  if (tokens.length !== rows * length) {
    throw new NeuralError(`${rows} rows of ${length} tokens were announced, but there are ${tokens.length} tokens`);
  }
  tokens.forEach((token, at) => checkToken(token, vocabulary, at % length, Math.floor(at / length)));
}

function checkToken(token: number, vocabulary: number, position: number, row: number): void {
  if (token >= 0 && token < vocabulary) return;
  throw new NeuralError(`token ${token} at position ${position} of row ${row}: tokens are 0..${vocabulary - 1}`);
}

/**
 * The last `window` tokens before every position [rows · length · window], oldest first; `vocabulary` stands for "no
 * token", before the first one.
 */
export function windows(batch: TokenRows, window: number, vocabulary: number): Int32Array {
  checkTokens(batch, vocabulary);
  const { rows, length, tokens } = batch;
  const result = new Int32Array(rows * length * window).fill(vocabulary);
  for (let row = 0, to = 0; row < rows; row++) {
    for (let j = 0; j < length; j++, to += window) {
      for (let back = Math.min(window, j); back > 0; back--) {
        result[to + window - back] = tokens[row * length + j - back];
      }
    }
  }
  return result;
}

/** The last `window` tokens of each history [histories · window], as `windows` has them behind its end. */
export function lastTokens(histories: readonly (readonly number[])[], window: number, vocabulary: number): Int32Array {
  const result = new Int32Array(histories.length * window).fill(vocabulary);
  histories.forEach((history, row) => {
    for (let back = Math.min(window, history.length); back > 0; back--) {
      const position = history.length - back;
      checkToken(history[position], vocabulary, position, row);
      result[(row + 1) * window - back] = history[position];
    }
  });
  return result;
}
