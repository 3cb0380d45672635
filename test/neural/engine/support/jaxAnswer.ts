import { type Answer, PROBLEM } from '../../../../src/neural/engine/knownAnswer.js';

/**
 * The known-answer problem differentiated by jax-js in float64: an automatic differentiation that shares no line with
 * TensorFlow.js or with the closed form.
 */
export async function jaxAnswer(): Promise<Answer> {
  // Node 20 has no Float16Array, which jax-js names when it loads and which nothing here uses.
  if (!('Float16Array' in globalThis)) Object.assign(globalThis, { Float16Array: Float32Array });
  const { defaultDevice, init, nn, numpy: np, valueAndGrad } = await import('@jax-js/jax');
  await init('cpu');
  defaultDevice('cpu');
  const { vocabulary, width, classes, tokens, labels, table, weights, amounts } = PROBLEM;
  const matrix = (values: readonly number[], columns: number) =>
    np.array(values.slice(), { dtype: np.float64 }).reshape([values.length / columns, columns]);
  const picks = (rows: readonly number[], columns: number) =>
    matrix(
      rows.flatMap((row) => Array.from({ length: columns }, (_, j) => (j === row ? 1 : 0))),
      columns,
    );

  const loss = (e: ReturnType<typeof matrix>, w: ReturnType<typeof matrix>) => {
    const logits = np.matmul(np.matmul(picks(tokens, vocabulary), e), w);
    const picked = np.sum(logits.ref.mul(picks(labels, classes)), 1);
    const mean = np.sum(nn.softmax(logits.ref, 1).mul(matrix(amounts, classes)), 1);
    return np.mean(nn.logsumexp(logits, 1).sub(picked).add(mean));
  };
  const [value, gradients] = valueAndGrad(loss, { argnums: [0, 1] })(matrix(table, width), matrix(weights, classes));
  const [byTable, byWeights] = gradients;
  return {
    loss: ((await value.data()) as ArrayLike<number>)[0],
    table: (await byTable.data()) as ArrayLike<number>,
    weights: (await byWeights.data()) as ArrayLike<number>,
  };
}
