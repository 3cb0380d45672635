import { estimatorName } from '../../certify/names.js';
import type { RootSum } from '../../exact/rootSum.js';
import type { Estimator } from '../../estimate/estimator.js';
import type { Sharing } from '../../estimate/logits.js';
import { expectedUpdate, inner, policyGradient } from '../../estimate/policyGradient.js';
import type { WitnessMaker } from '../claim.js';
import type { Instance } from '../instance.js';
import { SEARCH_LIMIT } from './estimatorOf.js';
import { HOLDS, HOLDS_STRICTLY, type Outcome, VACUOUS } from '../outcome.js';
import { stated } from './witnesses.js';

/** Longer sums of roots are shown as an enclosure. */
const READABLE = 100;

/**
 * Checks that the expected update of `estimator` under the policy "old" does not point downhill:
 * ⟨E[update], ∇J⟩ ≥ 0 in the logits, decided exactly. Vacuous where ∇J = 0: there is no downhill.
 */
export function notDownhill({ policies }: Instance, estimator: Estimator, sharing: Sharing = 'sets'): Outcome {
  const gradient = policyGradient(policies['old'], sharing);
  if (gradient.every((entry) => entry.isZero())) return VACUOUS;
  const rate = inner(expectedUpdate(policies['old'], estimator, { sharing, limit: SEARCH_LIMIT }), gradient);
  const sign = rate.sign();
  if (sign >= 0) return sign > 0 ? HOLDS_STRICTLY : HOLDS;
  const label = '⟨E[update], ∇J⟩';
  return {
    status: 'violated',
    expected: `${label} ≥ 0`,
    left: { label, value: rootSumText(rate) },
    right: { label: '0', value: '0' },
    gap: rootSumText(rate.neg()),
  };
}

/** The certificate that the expected update of this estimator points downhill. */
export function downhill(estimator: (instance: Instance) => Estimator, sharing: Sharing = 'sets'): WitnessMaker {
  return stated((instance) => ({ id: 'downhill', estimator: estimatorName(estimator(instance)), sharing }));
}

/** The exact number; with a decimal where it is irrational, and as an enclosure where the sum of roots is long. */
function rootSumText(x: RootSum): string {
  const rational = x.asRational();
  if (rational !== undefined) return rational.toString();
  const text = x.toString();
  return text.length > READABLE ? x.enclose(20).toString() : `${text} ≈ ${x.toDouble().toPrecision(6)}`;
}
