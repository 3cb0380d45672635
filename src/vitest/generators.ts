import type fc from 'fast-check';
import { instances } from '../claims/generate/arbitrary.js';
import { COMMON, type Family } from '../claims/generate/family.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import type { Policy } from '../policy/policy.js';
import { INFORMATION } from '../search/world.js';

/** Which games and policies `policies` makes; what is left out is as `seeupo check` has it. */
export interface PolicyConstraints {
  /** What the policy sees. Default: full. */
  readonly information?: GuaranteeRegime['information'];
  /** The most turns. Default: 3. */
  readonly turns?: number;
  /** Actions per decision, least and most. Default: [2, 3]. */
  readonly actions?: readonly [number, number];
  /** Terminal rewards are integers (a few of them halves) in least … most. Default: [−4, 4]. */
  readonly rewards?: readonly [number, number];
  /** Chance nodes anywhere? Default: true. */
  readonly chance?: boolean;
  /** May an action have probability 0? Default: no, full support. */
  readonly support?: 'full' | 'any';
}

/**
 * Random policies with their games (`policy.game`) as a fast-check arbitrary, for properties of an update rule:
 * `fc.assert(fc.property(policies({ turns: 2 }), (old) => …))`. They shrink as the project's own counterexamples do.
 */
export function policies(constraints: PolicyConstraints = {}): fc.Arbitrary<Policy> {
  const { information = 'full', support = 'full', ...limits } = constraints;
  const family: Family = {
    ...COMMON,
    information: INFORMATION[information],
    ...limits,
    policies: { old: support },
    parameters: () => ({}),
  };
  return instances(family).map((instance) => instance.policies['old']);
}
