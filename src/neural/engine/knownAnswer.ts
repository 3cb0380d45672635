/**
 * A small learning problem whose loss and gradient are known in closed form, made to walk into every trap of the
 * engines: an embedding looked up by repeated tokens, a matrix product, log-sum-exp, a one-hot pick, and softmax.
 *
 *   H = E[token],  Z = H·W,  p = softmax(Z),
 *   loss = 1/n Σₖ [ logsumexp(Zₖ) − Zₖ[label k] + Σⱼ pₖⱼ·Aₖⱼ ]
 *
 * All inputs are multiples of 1/64, hence the same numbers in float32 and float64.
 */
export const PROBLEM = {
  vocabulary: 7,
  width: 8,
  classes: 5,
  tokens: [0, 3, 3, 6, 1, 3, 5, 0, 2, 6, 6, 4],
  labels: [4, 0, 1, 2, 2, 3, 0, 4, 1, 1, 3, 0],
  /** E: vocabulary × width. */
  table: pattern(7 * 8, 37, 11),
  /** W: width × classes. */
  weights: pattern(8 * 5, 53, 29),
  /** A: tokens × classes. */
  amounts: pattern(12 * 5, 71, 5),
} as const;

/** Loss and gradients; matrices in row-major order. */
export interface Answer {
  readonly loss: number;
  /** ∂loss/∂E, vocabulary × width. */
  readonly table: ArrayLike<number>;
  /** ∂loss/∂W, width × classes. */
  readonly weights: ArrayLike<number>;
}

/**
 * The answer in float64 by the closed form: with ∂loss/∂Zₖⱼ = (pₖⱼ − [j = label k] + pₖⱼ(Aₖⱼ − Σᵢ pₖᵢAₖᵢ)) / n, the
 * gradients are ∂loss/∂W = Hᵀ ∂loss/∂Z, and row t of ∂loss/∂E sums the rows k of ∂loss/∂Z · Wᵀ with token k = t.
 */
export function knownAnswer(): Answer {
  const { width, classes, tokens, labels, table, weights, amounts, vocabulary } = PROBLEM;
  const byTable = new Float64Array(vocabulary * width);
  const byWeights = new Float64Array(width * classes);
  let loss = 0;
  tokens.forEach((token, k) => {
    const logits = Array.from({ length: classes }, (_, j) =>
      sum(width, (i) => table[token * width + i] * weights[i * classes + j]),
    );
    const total = logits.reduce((sofar, logit) => sofar + Math.exp(logit), 0);
    const p = logits.map((logit) => Math.exp(logit) / total);
    const mean = sum(classes, (j) => p[j] * amounts[k * classes + j]);
    loss += (Math.log(total) - logits[labels[k]] + mean) / tokens.length;
    for (let j = 0; j < classes; j++) {
      const picked = j === labels[k] ? 1 : 0;
      const dz = (p[j] - picked + p[j] * (amounts[k * classes + j] - mean)) / tokens.length;
      for (let i = 0; i < width; i++) {
        byTable[token * width + i] += dz * weights[i * classes + j];
        byWeights[i * classes + j] += dz * table[token * width + i];
      }
    }
  });
  return { loss, table: byTable, weights: byWeights };
}

/** `length` numbers of −50/64 … 50/64 without an evident order. */
function pattern(length: number, step: number, start: number): number[] {
  return Array.from({ length }, (_, i) => (((i * step + start) % 101) - 50) / 64);
}

function sum(length: number, term: (index: number) => number): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += term(i);
  return total;
}
