import { hasShaders } from '../shaders/shader.js';
import { chosenLogs, chosenLogsBackward, legalProbabilities } from '../shaders/tokenLogShader.js';
import type { Tensor1D, Tensor2D, TF } from '../tf.js';
import { oneHot } from '../engine/safeOps.js';
import { fused } from './fused.js';

/** What the logit of an illegal token becomes: its probability is exactly 0 in float32, and nothing is infinite. */
const ILLEGAL = -1e9;

/**
 * log π(token | legal tokens) per row: logits [rows, vocabulary], legal 0/1 [rows, vocabulary], tokens [rows] (int32),
 * result [rows]. Every row needs a legal token, and the token should be one (an illegal one has about −1e9, finite).
 * The pass backward is dy·(oneHot(token) − π), 0 at illegal tokens.
 */
export function tokenLogProbability(tf: TF, logits: Tensor2D, legal: Tensor2D, tokens: Tensor1D): Tensor1D {
  if (hasShaders(tf)) return byShader(tf, logits, legal, tokens);
  const vocabulary = logits.shape[1];
  return fused(tf, [logits], (z) => {
    const logs = legalLogSoftmax(tf, z, legal);
    const chosen = oneHot(tf, tokens, vocabulary);
    return {
      value: tf.sum<Tensor1D>(tf.mul(logs, chosen), 1),
      saved: [logs, chosen, legal],
      gradients: (dy: Tensor1D, [logPi, hot, allowed]) => {
        const slope = tf.mul(tf.sub(hot, tf.exp(logPi)), allowed);
        return [tf.mul(slope, tf.expandDims(dy, 1))];
      },
    };
  });
}

function byShader(tf: TF, logits: Tensor2D, legal: Tensor2D, tokens: Tensor1D): Tensor1D {
  return fused(tf, [logits], (z) => ({
    value: chosenLogs(tf, z, legal, tokens),
    saved: [z, legal, tokens],
    gradients: (dy: Tensor1D, saved) => {
      const [z2, allowed, chosen] = saved as [Tensor2D, Tensor2D, Tensor1D];
      return [chosenLogsBackward(tf, dy, z2, allowed, chosen)];
    },
  }));
}

/** π of every token [rows, vocabulary]; illegal ones have exactly 0. */
export function legalSoftmax(tf: TF, logits: Tensor2D, legal: Tensor2D): Tensor2D {
  return hasShaders(tf) ? legalProbabilities(tf, logits, legal) : tf.exp(legalLogSoftmax(tf, logits, legal));
}

/** log π of every token [rows, vocabulary]; illegal ones get about −1e9, whose exp is 0. */
function legalLogSoftmax(tf: TF, logits: Tensor2D, legal: Tensor2D): Tensor2D {
  // Not z + (1 − legal)·ILLEGAL: a huge illegal logit would survive the sum.
  const masked = tf.add(tf.mul(logits, legal), tf.mul(tf.sub(1, legal), ILLEGAL));
  return tf.logSoftmax(masked, -1) as Tensor2D;
}
