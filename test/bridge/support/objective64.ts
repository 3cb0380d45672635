import type { NetworkPolicy } from '../../../src/bridge/networkPolicy.js';
import type { Algorithm } from '../../../src/neural/algorithm/algorithm.js';
import { type F64, f64, gradients64, nn64 as nn, numpy64 as np, oneHot64 } from '../../neural/support/float64.js';

/** A token of a response in float64. */
export interface Token64 {
  readonly name: string;
  readonly history: readonly number[];
  readonly token: number;
  /** log π below the ratio, and of the penalty's reference. */
  readonly oldLog: number;
  readonly referenceLog: number;
  /** M, or the token's own Â. */
  readonly advantage: number;
}

/** A response of a pool; a copy counts in the penalty only. */
export interface Response64 {
  readonly tokens: readonly Token64[];
  readonly copy: boolean;
}

/**
 * What a step ascends and its gradient by the logits of each token, in float64 by automatic differentiation. The
 * logits are the logarithms of the network's exact probabilities, so that rounding of the network's softmax is no part
 * of the difference.
 */
export function objective64(
  responses: readonly Response64[],
  now: NetworkPolicy,
  vocabulary: number,
  { update, kl }: Algorithm,
  trajectories: number,
): { readonly value: number; readonly logits: ReadonlyMap<string, readonly number[]> } {
  const all = responses.flatMap(({ tokens, copy }) =>
    tokens.map((token, n) => ({ ...token, copy, first: n === 0, length: tokens.length })),
  );
  const column = (of: (token: (typeof all)[number]) => number): F64 => f64(all.map(of), [all.length]);
  const start = all.flatMap(({ history }) => {
    const { legal = [], probability = [] } = now.tokens.get(history.join()) ?? {};
    const row = new Array<number>(vocabulary).fill(-1e9);
    legal.forEach((token, n) => (row[token] = Math.log(probability[n].toDouble())));
    return row;
  });
  const { value, gradient } = gradients64(
    ([z]) => {
      const chosen = oneHot64(
        all.map(({ token }) => token),
        vocabulary,
      );
      const logs = np.sum(nn.logSoftmax(z, -1).mul(chosen), -1);
      const gain = np.sum(gains(logs.ref));
      if (kl === undefined) return gain.add(logs.mul(0).sum()).div(trajectories);
      const weights = column(({ length }) => kl.weight / (kl.aggregation === 'token-mean' ? length : 1));
      const x = column(({ referenceLog }) => referenceLog).sub(logs);
      const k3 = np.minimum(np.exp(x.ref).sub(x).sub(1), 10);
      return gain.sub(np.sum(k3.mul(weights))).div(trajectories);
    },
    [f64(start, [all.length, vocabulary])],
  );

  function gains(logs: F64): F64 {
    const counted = (token: (typeof all)[number], x: number): number => (token.copy ? 0 : x);
    if (update.kind === 'score') return logs.mul(column((token) => counted(token, token.advantage)));
    const differences = logs.sub(column(({ oldLog }) => oldLog));
    if (update.ratio === 'token') {
      const part = update.aggregation === 'token-mean' ? (n: number): number => 1 / n : (): number => 1;
      return clipped(
        differences,
        all.map((token) => counted(token, token.advantage * part(token.length))),
      );
    }
    const membership = new Float64Array(responses.length * all.length);
    let at = 0;
    responses.forEach(({ tokens }, n) => {
      membership.fill(
        update.ratio === 'joint' ? 1 : 1 / tokens.length,
        n * all.length + at,
        n * all.length + at + tokens.length,
      );
      at += tokens.length;
    });
    return clipped(
      np.matmul(f64(membership, [responses.length, all.length]), differences),
      responses.map(({ copy, tokens }) => (copy ? 0 : tokens[0].advantage)),
    );
  }

  function clipped(logRatios: F64, advantages: readonly number[]): F64 {
    if (update.kind !== 'clip') throw new RangeError('only a clip has ratios');
    const { low, high, dual = Infinity } = update;
    const m = f64(advantages, [advantages.length]);
    const least = f64(
      advantages.map((a) => (a < 0 && dual < Infinity ? dual * a : -1e9)),
      [advantages.length],
    );
    const ratio = np.exp(logRatios);
    const inside = np.clip(ratio.ref, 1 - low, 1 + high).mul(m.ref);
    return np.maximum(np.minimum(ratio.mul(m), inside), least);
  }

  const logits = all.map(({ name }, n): [string, number[]] => [
    name,
    gradient.slice(n * vocabulary, (n + 1) * vocabulary),
  ]);
  const total = new Map<string, number[]>();
  for (const [name, own] of logits) total.set(name, total.get(name)?.map((x, b) => x + own[b]) ?? own);
  return { value, logits: total };
}
