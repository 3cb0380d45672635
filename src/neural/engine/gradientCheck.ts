import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Engine, Tf } from './engine.js';
import { type Answer, knownAnswer, PROBLEM } from './knownAnswer.js';
import { embedding, matMul2d, oneHot } from './safeOps.js';

/** What an engine made of the known-answer problem. A loss alone says little, so the gradient's norm stands beside it. */
export const gradientCheckSpec = z.strictObject({
  loss: z.number(),
  /** The euclidean norm of the whole gradient as the engine has it. */
  gradientNorm: z.number(),
  /** The larger of |loss − loss*| / |loss*| and max |g − g*| / max |g*|, the starred being the float64 answer. */
  error: z.number(),
  /** Tensors left over; 0 unless the engine leaks. */
  leaked: z.int(),
});

/** The outcome of `gradientCheck`. */
export type GradientCheck = z.output<typeof gradientCheckSpec>;

/** The largest error that passes: some ten times what float32 needs, far below what any wrong kernel makes. */
export const LARGEST_ERROR = 1e-5;

/** Solves the known-answer problem on an engine and compares. NaN from the engine becomes an infinite error. */
export async function gradientCheck({ tf, read }: Pick<Engine, 'tf' | 'read'>): Promise<GradientCheck> {
  const before = tf.memory().numTensors;
  const answer = await answerOf(tf, read);
  const leaked = tf.memory().numTensors - before;
  const norm = Math.hypot(...Array.from(answer.table), ...Array.from(answer.weights));
  return { loss: answer.loss, gradientNorm: norm, error: errorOf(answer, knownAnswer()), leaked };
}

/** Why the outcome is not good enough, or undefined when it is. */
export function fault({ error, leaked, loss, gradientNorm }: GradientCheck): string | undefined {
  if (!(error <= LARGEST_ERROR))
    return `it computes a wrong gradient (loss ${loss}, gradient norm ${gradientNorm}, relative error ${error.toExponential(1)})`;
  return leaked === 0 ? undefined : `it leaves ${leaked} tensors behind`;
}

/**
 * The larger of the relative error of the loss and that of the gradient, max |g − g*| / max |g*| over its entries;
 * infinite when the answer has a NaN.
 */
export function errorOf(answer: Answer, exact: Answer): number {
  const gradient = ({ table, weights }: Answer) => [...Array.from(table), ...Array.from(weights)];
  const error = Math.max(relativeError([answer.loss], [exact.loss]), relativeError(gradient(answer), gradient(exact)));
  return Number.isNaN(error) ? Infinity : error;
}

function relativeError(values: readonly number[], exact: readonly number[]): number {
  return Math.max(...exact.map((x, n) => Math.abs(values[n] - x))) / Math.max(...exact.map(Math.abs));
}

async function answerOf(tf: Tf, read: Engine['read']): Promise<Answer> {
  const { vocabulary, width, classes } = PROBLEM;
  const kept = tf.tidy(() => {
    const tokens = tf.tensor1d([...PROBLEM.tokens], 'int32');
    const labels = tf.tensor1d([...PROBLEM.labels], 'int32');
    const amounts = tf.tensor2d([...PROBLEM.amounts], [PROBLEM.tokens.length, classes]);
    const table = tf.tensor2d([...PROBLEM.table], [vocabulary, width]);
    const weights = tf.tensor2d([...PROBLEM.weights], [width, classes]);
    const loss = (e: Tensor, w: Tensor) => {
      const logits = matMul2d(tf, embedding(tf, e as Tensor2D, tokens), w as Tensor2D);
      const picked = tf.sum(tf.mul(logits, oneHot(tf, labels, classes)), 1);
      const mean = tf.sum(tf.mul(tf.softmax(logits), amounts), 1);
      return tf.mean(tf.add(tf.sub(tf.logSumExp(logits, 1), picked), mean)).asScalar();
    };
    const { value, grads } = tf.valueAndGrads(loss)([table, weights]);
    return [value, ...grads];
  });
  try {
    const [value, table, weights] = await Promise.all(kept.map(read));
    return { loss: value[0], table, weights };
  } finally {
    tf.dispose(kept);
  }
}
