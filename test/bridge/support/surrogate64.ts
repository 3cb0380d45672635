import type { NetworkPolicy } from '../../../src/bridge/networkPolicy.js';
import type { Trajectory } from '../../../src/environments/trajectory.js';
import { f64, gradients64, nn64 as nn, numpy64 as np, oneHot64 } from '../../neural/support/float64.js';

/** A response in the surrogate: its turn, the log-probability it had, and M. */
export interface Term64 {
  readonly trajectory: Trajectory;
  readonly turn: number;
  readonly oldLog: number;
  readonly carried: number;
}

/** A logit of the surrogate: the place in a response, by all tokens before it, and the token. */
export type Slopes64 = ReadonlyMap<string, readonly number[]>;

/**
 * The clipped surrogate and its gradient by the logits of each place, in float64 by automatic differentiation. The
 * logits are the logarithms of the network's exact probabilities, so that rounding of the network's softmax is no part
 * of the difference. Slopes at one place are added up.
 */
export function surrogate64(
  terms: readonly Term64[],
  now: NetworkPolicy,
  vocabulary: number,
  clip: { readonly low: number; readonly high: number },
  trajectories: number,
): { readonly value: number; readonly slopes: Slopes64 } {
  const places: { key: string; token: number; term: number }[] = [];
  terms.forEach(({ trajectory, turn }, term) => {
    const { history, response } = trajectory.turns[turn - 1];
    response.forEach((token, n) => {
      places.push({ key: [...history, ...response.slice(0, n)].join(), token, term });
    });
  });
  const logits = places.flatMap(({ key }) => {
    const { legal = [], probability = [] } = now.tokens.get(key) ?? {};
    const row = new Array<number>(vocabulary).fill(-1e9);
    legal.forEach((token, n) => (row[token] = Math.log(probability[n].toDouble())));
    return row;
  });
  const chosen = oneHot64(
    places.map(({ token }) => token),
    vocabulary,
  );
  const membership = new Float64Array(terms.length * places.length);
  places.forEach(({ term }, n) => (membership[term * places.length + n] = 1));
  const m = f64(
    terms.map(({ carried }) => carried),
    [terms.length],
  );
  const old = f64(
    terms.map(({ oldLog }) => oldLog),
    [terms.length],
  );
  const { value, gradient } = gradients64(
    ([z]) => {
      const logs = np.sum(nn.logSoftmax(z, -1).mul(chosen), -1);
      const ratio = np.exp(np.matmul(f64(membership, [terms.length, places.length]), logs).sub(old));
      const clipped = np.clip(ratio.ref, 1 - clip.low, 1 + clip.high).mul(m.ref);
      return np.sum(np.minimum(ratio.mul(m), clipped)).div(trajectories);
    },
    [f64(logits, [places.length, vocabulary])],
  );
  const slopes = new Map<string, number[]>();
  places.forEach(({ key }, n) => {
    const own = gradient.slice(n * vocabulary, (n + 1) * vocabulary);
    const known = slopes.get(key);
    slopes.set(key, known === undefined ? own : known.map((x, token) => x + own[token]));
  });
  return { value, slopes };
}
