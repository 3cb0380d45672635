import type { Network, TokenRows } from '../network/network.js';
import { legalLogSoftmax } from '../ops/tokenLogProbability.js';
import type { Device, Tensor1D, Tensor2D } from '../tf.js';

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

/** The most questions of one pass forward. */
const CHUNK = 512;

/**
 * The policy function of `network` with the parameters θ, which must stay alive as long as it is used. Questions with
 * the same tokens are computed once. Rejects with NeuralError for tokens that the network cannot take.
 */
export function policyFunction(device: Device, network: Network, theta: Tensor1D): PolicyFunction {
  return async (questions) => {
    const slots = new Map<string, number>();
    const distinct: Question[] = [];
    const slotOf = questions.map((question) => {
      const key = `${question.tokens.join()}|${question.legal.join()}`;
      const known = slots.get(key);
      if (known !== undefined) return known;
      slots.set(key, distinct.length);
      return distinct.push(question) - 1;
    });
    const answers: Float32Array[] = [];
    for (let from = 0; from < distinct.length; from += CHUNK) {
      answers.push(...(await answer(device, network, theta, distinct.slice(from, from + CHUNK))));
    }
    return slotOf.map((slot) => answers[slot]);
  };
}

async function answer(
  { tf, read }: Device,
  network: Network,
  theta: Tensor1D,
  questions: readonly Question[],
): Promise<Float32Array[]> {
  const batch = questionRows(questions);
  const inputs = network.inputs(batch);
  const { vocabulary } = network;
  const legal = new Float32Array(questions.length * vocabulary);
  questions.forEach((question, row) => question.legal.forEach((token) => (legal[row * vocabulary + token] = 1)));
  const places = Int32Array.from(questions, ({ tokens }, row) => row * batch.length + tokens.length);
  const probabilities = tf.tidy<Tensor2D>(() => {
    const outputs = network.run(tf, network.layout.views(tf, theta), tf.tensor1d(inputs, 'int32'), batch);
    const last = tf.gather(outputs, tf.tensor1d(places, 'int32'));
    return tf.exp(legalLogSoftmax(tf, last, tf.tensor2d(legal, [questions.length, vocabulary])));
  });
  const values = await read(probabilities);
  probabilities.dispose();
  return questions.map((_, row) => values.slice(row * vocabulary, (row + 1) * vocabulary));
}

/** The questions as rows with one more position than the longest has tokens: the one whose token is asked for. */
function questionRows(questions: readonly Question[]): TokenRows {
  const length = 1 + Math.max(...questions.map(({ tokens }) => tokens.length));
  const tokens = new Int32Array(questions.length * length);
  const used = new Uint8Array(tokens.length);
  questions.forEach((question, row) => {
    tokens.set(question.tokens, row * length);
    used[row * length + question.tokens.length] = 1;
  });
  return { rows: questions.length, length, tokens, used };
}
