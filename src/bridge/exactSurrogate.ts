import { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';
import type { Network } from '../neural/network/network.js';
import { historyKey } from '../neural/network/tabular.js';
import { BridgeError } from './bridgeError.js';
import { distributionAt, type Place } from './places.js';
import type { Term } from './exactTerms.js';
import { tokenName } from './names.js';
import type { NetworkPolicy } from './networkPolicy.js';
import { REALS, sizeOf } from './reals.js';

/** What a step ascends, and its gradient. */
export interface ExactSurrogate {
  /** The sum of the terms over the number of trajectories (Eq. 6 and its variants). */
  readonly value: Real;
  /** The same of the terms' sizes: what rounding errors of the value are measured by. */
  readonly size: Rational;
  /** The largest |∂value/∂log π| of a token: what rounding errors of the gradient are measured by, as 1 − π may cancel. */
  readonly slope: Rational;
  /** By the logits of every token of the vocabulary at each place, by `tokenName`; 0 at all other places. */
  readonly logits: ReadonlyMap<string, readonly Real[]>;
  /** By θ, flat, for a table of logits; undefined for other networks. */
  readonly gradient: readonly Real[] | undefined;
  /** The terms whose slope float32 may see differently; see `Term.nearKink`. */
  readonly nearKinks: readonly string[];
}

/**
 * Adds up `terms` at the policy `now`. By the logits z of a place, ∂log π(a|h)/∂z_b = 1{a = b} − π(b|h) for the tokens
 * b of the mask, and 0 for others; a table's θ is its logits, so its gradient is the sum over the places of each row.
 */
export function exactSurrogate(
  terms: readonly Term[],
  now: NetworkPolicy,
  network: Network,
  trajectories: number,
): ExactSurrogate {
  const share = Rational.of(1, trajectories);
  const slopes = new Map<string, { readonly place: Place; slope: Real }>();
  for (const { places, slope } of terms) {
    for (const place of places) {
      const name = tokenName(place.trajectory, place.position);
      const known = slopes.get(name);
      if (known === undefined) slopes.set(name, { place, slope });
      else known.slope = REALS.add(known.slope, slope);
    }
  }
  const parts = Array.from(slopes, ([name, { place, slope }]) => {
    const { legal, probability } = distributionAt(now, place);
    const logits = new Array<Real>(network.vocabulary).fill(Rational.ZERO);
    legal.forEach((token, n) => {
      const score = (token === place.token ? Rational.ONE : Rational.ZERO).sub(probability[n]);
      logits[token] = REALS.mul(REALS.mul(slope, share), score);
    });
    return { name, place, logits };
  });
  return {
    value: REALS.mul(REALS.sum(terms.map(({ value }) => value)), share),
    size: Rational.sum(terms.map(({ size }) => size)).mul(share),
    slope: [...slopes.values()]
      .reduce((most, { slope }) => Rational.max(most, sizeOf(slope)), Rational.ZERO)
      .mul(share),
    logits: new Map(parts.map(({ name, logits }) => [name, logits])),
    gradient: tableGradient(network, parts),
    nearKinks: terms.flatMap((term) => (term.nearKink ? [kinkName(term)] : [])),
  };
}

function kinkName({ ratio, places: [{ trajectory, position }] }: Term): string {
  return ratio?.name ?? `the penalty of ${tokenName(trajectory, position)}`;
}

function tableGradient(
  { spec, layout, outputs }: Network,
  parts: readonly { readonly place: Place; readonly logits: readonly Real[] }[],
): Real[] | undefined {
  if (spec.kind !== 'tabular') return undefined;
  const rowOf = new Map(spec.keys.map((key, row) => [key, row]));
  const gradient = new Array<Real>(layout.size).fill(Rational.ZERO);
  for (const { place, logits } of parts) {
    const row = rowOf.get(historyKey(place.history, spec.window));
    if (row === undefined) throw new BridgeError(`the table has no row for the tokens [${place.history.join()}]`);
    logits.forEach((slope, token) => {
      const at = row * outputs + token;
      gradient[at] = REALS.add(gradient[at], slope);
    });
  }
  return gradient;
}
