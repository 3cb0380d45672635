import type { Network } from '../network/network.js';
import type { Device, Tensor1D } from '../tf.js';
import { PolicySession } from './policySession.js';

/** A place where a policy is asked: all tokens so far (the response's own included), and the tokens that may follow. */
export interface Question {
  readonly tokens: readonly number[];
  readonly legal: readonly number[];
}

/**
 * A policy as a function: for each question the float32 probabilities of all tokens of the vocabulary; illegal ones
 * have exactly 0. They sum to 1 up to rounding.
 */
export type PolicyFunction = (questions: readonly Question[]) => Promise<Float32Array[]>;

/** The most questions of one session, which holds the memory of all their histories until it ends. */
const CHUNK = 512;

/**
 * The policy function of `network` with the parameters θ, which must stay alive as long as it is used. Questions with
 * the same tokens are computed once, and so is what their histories have in common; where one token alone is legal,
 * nothing is. Rejects with NeuralError for tokens that the network cannot take.
 */
export function policyFunction(device: Device, network: Network, theta: Tensor1D): PolicyFunction {
  return async (questions) => {
    const answers = new Map<string, Float32Array>();
    const keys = questions.map(({ tokens, legal }) => `${tokens.join()}|${legal.join()}`);
    const open = new Map<string, Question>();
    questions.forEach((question, n) => {
      if (question.legal.length > 1) open.set(keys[n], question);
      else answers.set(keys[n], certain(question.legal[0], network.vocabulary));
    });
    // Neighbours in this order have the most in common.
    const sorted = [...open].sort(([, a], [, b]) => inOrder(a.tokens, b.tokens));
    for (let from = 0; from < sorted.length; from += CHUNK) {
      const part = sorted.slice(from, from + CHUNK);
      const session = new PolicySession(device, network, theta);
      try {
        const own = await session.ask(part.map(([, question]) => question));
        part.forEach(([key], n) => answers.set(key, own[n]));
      } finally {
        session.dispose();
      }
    }
    return keys.map((key) => answers.get(key) ?? new Float32Array());
  };
}

/** All mass on one token. */
function certain(token: number, vocabulary: number): Float32Array {
  const probabilities = new Float32Array(vocabulary);
  probabilities[token] = 1;
  return probabilities;
}

/** Lexicographic. */
function inOrder(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((token, n) => token !== b[n]);
  return differs < 0 ? a.length - b.length : b.length === differs ? 1 : a[differs] - b[differs];
}
