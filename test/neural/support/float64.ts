/**
 * The networks once more, in float64 on another autodiff library, written naively from their formulas: the second
 * opinion on values and gradients. In that library every use of an array consumes it, unless it is `.ref`.
 */
// On Node 20 the library misses a global that its float64 path never uses.
(globalThis as { Float16Array?: unknown }).Float16Array ??= Float32Array;
const { defaultDevice, init, numpy: np, nn, valueAndGrad } = await import('@jax-js/jax');
await init('cpu');
defaultDevice('cpu');

export type F64 = ReturnType<typeof np.array>;

export function f64(values: ArrayLike<number>, shape: number[]): F64 {
  return np.array(Array.from(values), { dtype: np.float64 }).reshape(shape);
}

export function oneHot64(indices: ArrayLike<number>, depth: number): F64 {
  const values = new Float64Array(indices.length * depth);
  Array.from(indices).forEach((index, row) => (values[row * depth + index] = 1));
  return f64(values, [indices.length, depth]);
}

/** Value and flat gradients of a scalar function of several arrays. */
export function gradients64(f: (parameters: F64[]) => F64, parameters: F64[]): { value: number; gradient: number[] } {
  const [value, gradients] = valueAndGrad(f)(parameters) as [F64, F64[]];
  return { value: value.item(), gradient: gradients.flatMap((g) => g.flatten().js() as number[]) };
}

export const linear64 = (x: F64, w: F64, b: F64): F64 => np.matmul(x, w).add(b);

export function gelu64(x: F64): F64 {
  const cubic = x.ref.mul(x.ref).mul(x.ref).mul(0.044715).add(x.ref);
  return x.mul(0.5).mul(np.tanh(cubic.mul(Math.sqrt(2 / Math.PI))).add(1));
}

export function layerNorm64(x: F64, gain: F64, bias: F64): F64 {
  const centred = x.ref.sub(np.mean(x, -1, { keepdims: true }));
  const variance = np.mean(centred.ref.mul(centred.ref), -1, { keepdims: true });
  return centred
    .div(np.sqrt(variance.add(1e-5)))
    .mul(gain)
    .add(bias);
}

/** Σ_rows weight · log π(token | legal tokens). */
export function logLikelihood64(logits: F64, legal: F64, tokens: ArrayLike<number>, weights: F64): F64 {
  const depth = logits.shape[1];
  const logs = nn.logSoftmax(logits.mul(legal.ref).add(legal.mul(-1).add(1).mul(-1e9)), -1);
  return np.sum(np.sum(logs.mul(oneHot64(tokens, depth)), -1).mul(weights));
}

export { nn as nn64, np as numpy64 };
