import { ratios } from '../evaluate/carriedAdvantage.js';
import { Rational } from '../exact/rational.js';
import type { Real } from '../exact/real.js';
import type { Algorithm } from '../neural/algorithm/algorithm.js';
import type { Carrier } from './exactPool.js';
import { clippedTerm, type Term } from './exactTerms.js';
import { trajectoryName } from './names.js';
import type { NetworkPolicy } from './networkPolicy.js';
import { REALS } from './reals.js';

/** The number by which the safeguard after a sweep decides. */
export type ExactSafeguard = Pick<Term, 'value' | 'size'>;

/**
 * The mean over the sampled trajectories of min(ρÂ, clip(ρ)Â), ρ the ratio of all turns together between `now` and
 * `old` (claim D7); undefined for an algorithm without a safeguard. Throws as `clippedTerm`.
 */
export function exactSafeguard(
  carriers: readonly Carrier[],
  { safeguard }: Algorithm,
  now: NetworkPolicy,
  old: NetworkPolicy,
  advantageAt: (id: number, position: number) => Real,
): ExactSafeguard | undefined {
  if (safeguard === undefined) return undefined;
  const clip = { low: safeguard.clip, high: safeguard.clip };
  const terms = carriers.map(({ trajectory: { id }, path }) => {
    const ratio = ratios(path, now.policy, old.policy).reduce((product, x) => product.mul(x), Rational.ONE);
    const weight = Rational.of(1, carriers.length);
    const what = { name: trajectoryName(id), ratio, advantage: advantageAt(id, 0), weight };
    return clippedTerm({ ...what, places: [], share: Rational.ONE }, clip);
  });
  return { value: REALS.sum(terms.map(({ value }) => value)), size: Rational.sum(terms.map(({ size }) => size)) };
}
