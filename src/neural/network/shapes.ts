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
  const at = tokens.findIndex((token) => token < 0 || token >= vocabulary);
  if (at >= 0) {
    throw new NeuralError(
      `token ${tokens[at]} at position ${at % length} of row ${Math.floor(at / length)}: tokens are 0..${vocabulary - 1}`,
    );
  }
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
