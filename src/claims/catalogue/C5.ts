import { optimalValue } from '../../evaluate/optimalValue.js';
import { value } from '../../evaluate/value.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import type { Instance } from '../instance.js';
import { atLeast, HOLDS, HOLDS_STRICTLY, type Outcome } from '../outcome.js';
import { STEPS, sweepOf } from './sweepOf.js';
import { BETTER, swept } from './witnesses.js';

const family: Family = {
  ...COMMON,
  parameters: () => ({ step: ['total-variation-penalty:1', 'total-variation-penalty:1/2'], order: ['reverse'] }),
};

/** J(π_{k+1}) > J(π_k), or π_k is optimal. The sweep is deterministic, so one that gains nothing gains nothing for ever. */
function gainsOrIsOptimal(instance: Instance): Outcome {
  const before = value(instance.policies['old'])[0];
  const best = optimalValue(instance.game)[0];
  if (before.equals(best)) return HOLDS;
  if (value(sweepOf(instance).policy)[0].gt(before)) return HOLDS_STRICTLY;
  return atLeast('J(π_k), where the iteration stalls', before, 'J*', best);
}

/** Why a drift must be flat at the old policy. */
export const C5: Claim = {
  id: 'C5',
  title: 'Non-negativity is enough for a drift',
  statement:
    'If D ≥ 0 and D(π_k|π_k) = 0, then one sweep of exact mirror steps raises J unless J(π_k) is already J*; no condition on the slope of D is needed.',
  source: 'this project; the conditions on a drift: HAML (Zhong et al., JMLR 2024)',
  regime: {
    information: 'full',
    expectation: 'exact',
    optimiser: 'exact argmax',
    support: 'full',
    discount: 'γ = 1',
    order: 'reverse',
  },
  paper: 'silent',
  expected: 'refuted',
  remark:
    'The total-variation penalty λ·½·Σ_a |q_a − p_a| is ≥ 0 and 0 at p, but it grows at the rate λ from p on: a gain of at most λ per unit of mass never pays, and the iteration stands still below the optimum. J never falls; it is the convergence that needs the zero slope.',
  family,
  witness: swept({ id: 'fixed-point' }, BETTER),
  check: gainsOrIsOptimal,
  variants: [
    {
      id: 'zero-slope',
      title: 'With a zero slope at π_k as well, a sweep raises J unless it is optimal',
      expected: 'holds',
      drops: 'the gap in the hypotheses, by adding: zero slope of the drift at π_k',
      family: { ...COMMON, parameters: () => ({ step: STEPS, order: ['reverse'] }) },
      check: gainsOrIsOptimal,
    },
  ],
};
